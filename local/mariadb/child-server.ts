import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";

/** A server process that never outlives this one by much: it is told to end when this one exits. */
export class ChildServer {
  private readonly ended: Promise<void>;
  private readonly stopWithParent = (): void => {
    this.child.kill("SIGTERM");
  };

  private constructor(
    private readonly child: ChildProcess,
    readonly pid: number,
  ) {
    this.ended = new Promise((resolve) => child.once("exit", () => resolve()));
    process.once("exit", this.stopWithParent);
  }

  /** Starts a program with its output appended to a log file. Rejects when it cannot be started. */
  static async start(program: string, args: readonly string[], logFile: string): Promise<ChildServer> {
    const log = openSync(logFile, "a");
    try {
      // A group of its own: Ctrl-C in the terminal reaches us, and we stop the server after our last write.
      const child = spawn(program, args, { stdio: ["ignore", log, log], detached: true });
      await new Promise<void>((resolve, reject) => {
        child.once("spawn", resolve);
        child.once("error", reject);
      });
      child.unref();
      return new ChildServer(child, child.pid ?? 0);
    } finally {
      closeSync(log);
    }
  }

  hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  async stop(): Promise<void> {
    process.removeListener("exit", this.stopWithParent);
    if (this.hasEnded()) return;
    // Referenced again so that this process waits for the end.
    this.child.ref();
    this.child.kill("SIGTERM");
    await this.ended;
  }
}
