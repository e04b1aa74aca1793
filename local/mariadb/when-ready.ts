import { setTimeout as pause } from "node:timers/promises";
import mysql from "mysql2/promise";
import { CareplusError } from "../../runtime/errors";
import type { ChildServer } from "./child-server";
import type { PrivateServer } from "./private-server";

export interface ReadyOptions {
  readonly port: number;
  readonly limitMs: number;
  /** The sentence for a person about a server that did not start, given the reason. */
  readonly failure: (reason: string) => string;
}

/**
 * The server, once root can log in. It is stopped when it does not come to that.
 *
 * @throws CareplusError `mariadb_failed` when its process ended or the limit passed
 */
export async function whenReady(server: ChildServer, options: ReadyOptions): Promise<PrivateServer> {
  const { port } = options;
  try {
    await waitUntilReady(server, options);
  } catch (cause) {
    await server.stop();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CareplusError("mariadb_failed", options.failure(reason), { cause });
  }
  return { url: `mysql://root@127.0.0.1:${port}`, port, pid: server.pid, stop: () => server.stop() };
}

async function waitUntilReady(server: ChildServer, { port, limitMs }: ReadyOptions): Promise<void> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    try {
      const connection = await mysql.createConnection({
        host: "127.0.0.1",
        port,
        user: "root",
        connectTimeout: 2_000,
      });
      await connection.end();
      return;
    } catch (cause) {
      if (server.hasEnded()) throw new Error("it ended at once", { cause });
      if (Date.now() > deadline)
        throw new Error(`it accepted no connection within ${limitMs / 1000} s`, { cause });
      await pause(25);
    }
  }
}
