import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

const PYTHON = join(__dirname, "../../.venv/bin/python");

/** A running Redshift double; it ends when it is stopped or when this process ends. */
export class RedshiftDouble {
  private constructor(
    private readonly child: ChildProcess,
    readonly endpoint: string,
  ) {}

  /** @param s3 address of an S3, or a folder that stands for it: `s3://bucket/key` is `<folder>/bucket/key` */
  static async start(s3: string): Promise<RedshiftDouble> {
    const child = spawn(PYTHON, ["-B", join(__dirname, "redshift_double.py"), s3], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const [port] = await Promise.race([
      once(createInterface({ input: child.stdout }), "line"),
      once(child, "exit").then(() => {
        throw new Error("the Redshift double did not start: run `node scripts/set-up.mjs test`");
      }),
    ]);
    return new RedshiftDouble(child, `http://127.0.0.1:${port}`);
  }

  /** Lets statements that contain `match` fail, so many times; "commit" is matched at the end of a transaction. */
  async fail(match: string, error: string, times = 1): Promise<void> {
    await fetch(`${this.endpoint}/faults`, { method: "POST", body: JSON.stringify({ match, error, times }) });
  }

  /** No statement fails any more. */
  async calm(): Promise<void> {
    await fetch(`${this.endpoint}/calm`, { method: "POST", body: "{}" });
  }

  /** Takes the rows out of every table; the schema stays. */
  async empty(): Promise<void> {
    await fetch(`${this.endpoint}/empty`, { method: "POST", body: "{}" });
  }

  /** Forgets everything: schema, rows, workgroups, faults. */
  async reset(): Promise<void> {
    await fetch(`${this.endpoint}/reset`, { method: "POST", body: "{}" });
  }

  async stop(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.stdin?.end();
    await ended;
  }
}
