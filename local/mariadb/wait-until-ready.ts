import { setTimeout as pause } from "node:timers/promises";
import mysql from "mysql2/promise";

export interface ReadyOptions {
  readonly port: number;
  readonly limitMs: number;
  /** A sentence once waiting is pointless, e.g. because the process has ended. */
  readonly failure: () => string | undefined;
}

/** Resolves when root can log in; rejects with a plain Error when the process ended or the limit passed. */
export async function waitUntilReady({ port, limitMs, failure }: ReadyOptions): Promise<void> {
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
      const reason = failure();
      if (reason !== undefined) throw new Error(reason, { cause });
      if (Date.now() > deadline)
        throw new Error(`it accepted no connection within ${limitMs / 1000} s`, { cause });
      await pause(25);
    }
  }
}
