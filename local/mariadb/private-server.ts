/** A MySQL-protocol server of our own, for the demo, the tests and the benchmarks. */
export interface PrivateServer {
  /** `mysql://root@127.0.0.1:PORT`; root has no password and only this machine is let in. */
  readonly url: string;
  readonly port: number;
  /** Process to watch or kill: the server's, or that of the `docker run` in front of it. */
  readonly pid: number;
  /** Shuts the server down cleanly and resolves when it has ended; calling it again does nothing. */
  stop(): Promise<void>;
}

export interface PrivateServerOptions {
  /** Folder of the data, the socket and the log; made if missing, kept after `stop`. */
  readonly dir: string;
  /** Absent: a free one. */
  readonly port?: number;
}
