import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { freePort } from "../../local/mariadb/free-port";
import { until } from "../fixtures/until";
import { type Clients, clientsOf, REGION } from "./clients";
import { RedshiftDouble } from "./redshift-double";
import { readSdkCalls, type SdkCall, sdkCallsFile } from "./sdk-calls";

const ROOT = resolve(__dirname, "../..");
/** It takes two seconds where nothing else runs. */
const START_LIMIT_MS = 120_000;
const PYTHON = join(ROOT, ".venv/bin/python");

/** AWS on this machine: ministack with our plug-ins, and the Redshift double beside it. */
export class Emulator {
  readonly clients: Clients;

  private constructor(
    readonly endpoint: string,
    readonly warehouse: RedshiftDouble,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {
    this.clients = clientsOf(endpoint, warehouse.endpoint);
  }

  static async start(): Promise<Emulator> {
    const folder = mkdtempSync(join(tmpdir(), "emulator-"));
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}`;
    const warehouse = await RedshiftDouble.start(endpoint);
    const child = spawn(PYTHON, ["-B", join(__dirname, "emulator_with_plugins.py")], {
      cwd: folder,
      // It ends when its input does, also when this process is killed.
      stdio: ["pipe", "ignore", "inherit"],
      // Of our own environment nothing else: no credentials, no settings of the developer.
      env: {
        // The functions run on the Node of this run.
        PATH: [dirname(process.execPath), dirname(PYTHON), process.env.PATH].join(delimiter),
        HOME: folder,
        TMPDIR: folder,
        ...(process.env.JAVA_HOME !== undefined && { JAVA_HOME: process.env.JAVA_HOME }),
        // Lambda's runtime has the AWS SDK, so the archives do not.
        NODE_PATH: join(ROOT, "node_modules"),
        AWS_ENDPOINT_URL_REDSHIFT_DATA: warehouse.endpoint,
        SDK_CALLS: sdkCallsFile(folder),
        GATEWAY_PORT: String(port),
        BIND_HOST: "127.0.0.1",
        MINISTACK_HOST: "127.0.0.1",
        MINISTACK_REGION: REGION,
        LAMBDA_EXECUTOR: "local",
        SFN_WAIT_SCALE: "0.01",
        IOT_MTLS_ENABLED: "0",
        SFTP_ENABLED: "0",
        LOG_LEVEL: "ERROR",
      },
    });
    const emulator = new Emulator(endpoint, warehouse, child, folder);
    const ended = once(child, "exit").then(() => {
      throw new Error("the emulator did not start: run `node scripts/set-up.mjs test`");
    });
    try {
      const isReady = async () => (await fetch(`${endpoint}/_ministack/ready`)).ok || undefined;
      await Promise.race([until("the emulator's start", isReady, START_LIMIT_MS), ended]);
    } catch (error) {
      await emulator.stop();
      throw error;
    }
    ended.catch(() => undefined);
    return emulator;
  }

  /** Forgets everything that was made, in the warehouse too. */
  async reset(): Promise<void> {
    await fetch(`${this.endpoint}/_ministack/reset`, { method: "POST" });
    await this.warehouse.reset();
  }

  /** What the functions have asked of AWS so far, in the order in which they did. */
  get sdkCalls(): readonly SdkCall[] {
    return readSdkCalls(this.folder);
  }

  /** Lets time pass: messages that are held come again, schedules that are due fire, metrics grow old. */
  passTime(seconds: number): void {
    this.child.stdin?.write(`${JSON.stringify({ passSeconds: seconds })}\n`);
  }

  /** Ends the scripts of the Glue jobs that run, at once. */
  killJobs(): void {
    this.child.stdin?.write(`${JSON.stringify({ killJobs: true })}\n`);
  }

  async stop(): Promise<void> {
    for (const client of Object.values(this.clients)) client.destroy();
    if (this.child.exitCode === null) {
      const ended = once(this.child, "exit");
      this.child.stdin?.end();
      await ended;
    }
    await this.warehouse.stop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
