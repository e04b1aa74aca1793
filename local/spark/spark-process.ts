import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { CareplusError } from "../../runtime/errors";
import { findSparkPython } from "./spark-programs";

/** The jobs of glue/ that a session runs. */
export type SparkJob = "extract_tickets" | "transform_tickets";
/** Asked of serve_jobs.py: a job, or only that the session be there. */
type Request = SparkJob | "session";

const SERVER = join(__dirname, "serve_jobs.py");
/** The file descriptor on which serve_jobs.py answers; its stdout belongs to Spark. */
const ANSWERS_FD = 3;
/** How much of what Spark printed last is kept for an unexpected end. */
const REMEMBERED_CHARACTERS = 4_000;

interface Waiting {
  resolve(answer: unknown): void;
  reject(fault: Error): void;
}

/**
 * A Spark session in a process of its own (see serve_jobs.py), which lives from the first job to `close`: to start it
 * takes two to five seconds. It ends by itself when this process does.
 */
export class SparkProcess {
  private child: ChildProcess | undefined;
  private printed = "";
  private waiting: Waiting | undefined;

  /**
   * @param environment variables of the session beside this process's own: a password, say, which no one else sees
   * @param server program that answers as serve_jobs.py does
   */
  constructor(
    private readonly environment: Readonly<Record<string, string>> = {},
    private readonly server = SERVER,
  ) {}

  /** Begins the session, which the first job would do otherwise; resolves to Spark's version. */
  async open(): Promise<string> {
    return (await this.ask<{ spark: string }>("session", {})).spark;
  }

  /**
   * Runs a job, one at a time; resolves to its answer.
   *
   * @throws CareplusError the job's own fault; `spark_missing` without PySpark; `spark_failed` when the process ends
   */
  run<T>(job: SparkJob, options: Readonly<Record<string, string>>): Promise<T> {
    return this.ask(job, options);
  }

  /** Ends the session; the next job would begin another one. */
  async close(): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.stdin?.end();
    await ended;
  }

  private async ask<T>(job: Request, options: Readonly<Record<string, string>>): Promise<T> {
    this.child ??= this.start();
    const stdin = this.child.stdin;
    const commandLine = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    const answer = await new Promise<unknown>((resolve, reject) => {
      this.waiting = { resolve, reject };
      stdin?.write(`${JSON.stringify({ job, arguments: commandLine })}\n`);
    });
    const { error } = answer as { error?: { code: string; message: string } };
    if (error !== undefined) throw new CareplusError(error.code, error.message);
    return answer as T;
  }

  private start(): ChildProcess {
    const child = spawn(findSparkPython(), [this.server], {
      stdio: ["pipe", "ignore", "pipe", "pipe"],
      env: { ...process.env, ...this.environment, PYTHONUNBUFFERED: "1" },
      // A group of its own: Ctrl-C in the terminal reaches us, and we close the session after our last write.
      detached: true,
    });
    child.stderr?.on("data", (text: Buffer) => {
      this.printed = (this.printed + text.toString()).slice(-REMEMBERED_CHARACTERS);
    });
    const answers = createInterface({ input: child.stdio[ANSWERS_FD] as Readable });
    answers.on("line", (line) => this.take((waiting) => waiting.resolve(JSON.parse(line))));
    // A write to a process that has ended fails as well; its end says why.
    child.stdin?.on("error", () => undefined);
    child.once("error", (cause) => this.fail(child, cause.message, cause));
    child.once("close", () => this.fail(child, lastLine(this.printed)));
    return child;
  }

  private fail(child: ChildProcess, reason: string, cause?: Error): void {
    if (this.child === child) this.child = undefined;
    const fault = new CareplusError(
      "spark_failed",
      `The Spark session ended in the middle of its work: ${reason}`,
      {
        cause: cause ?? new Error(this.printed),
      },
    );
    this.take((waiting) => waiting.reject(fault));
  }

  private take(settle: (waiting: Waiting) => void): void {
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting !== undefined) settle(waiting);
  }
}

function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1) || "it said nothing";
}
