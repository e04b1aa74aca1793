import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type ProviderDouble, startProviderDouble } from "./provider-double";

const ROOT = resolve(__dirname, "../..");

/** Of a command that ended, with whatever code. */
export interface CommandEnd {
  readonly code: number;
  readonly stdout: string;
  /** Both streams: the engine tells faults on either. */
  readonly text: string;
}

/** What `pulumi preview --json` prints, as far as the tests read it. */
export interface Preview {
  /** How many resources, by operation. */
  readonly changeSummary: Readonly<Record<string, number>>;
}

/** What `pulumi stack export` prints, as far as the tests read it. */
export interface StackState {
  readonly deployment: {
    readonly resources?: readonly {
      readonly urn: string;
      readonly type: string;
      readonly protect?: boolean;
    }[];
  };
}

/**
 * The program in a folder of its own, with a backend of files and the provider double attached: the engine writes into
 * the files of stacks, which are copies here; everything else is the program itself, by links.
 */
export class EngineProject {
  private constructor(
    readonly folder: string,
    /** Where the backend keeps states and histories. */
    readonly state: string,
    /** What `pulumi` is run with. */
    readonly environment: NodeJS.ProcessEnv,
    readonly provider: ProviderDouble,
  ) {}

  /** @param source the program's folder: this repository, or one that needs its packages */
  static async open(source = ROOT): Promise<EngineProject> {
    const double = await startProviderDouble();
    const folder = mkdtempSync(join(tmpdir(), "careplus-engine-"));
    const project = join(folder, "project");
    const state = join(folder, "state");
    for (const made of [project, state]) mkdirSync(made);
    for (const entry of readdirSync(source).filter((name) => !NOT_OF_PROGRAM.includes(name))) {
      if (STACK_FILE.test(entry)) copyFileSync(join(source, entry), join(project, entry));
      else symlinkSync(join(source, entry), join(project, entry));
    }
    if (source !== ROOT) symlinkSync(join(ROOT, "node_modules"), join(project, "node_modules"));
    const environment = {
      ...process.env,
      PULUMI_BACKEND_URL: `file://${state}`,
      PULUMI_CONFIG_PASSPHRASE: "a passphrase of the test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DEBUG_PROVIDERS: `aws:${double.port},awsx:${double.port}`,
    };
    return new EngineProject(project, state, environment, double);
  }

  close(): void {
    this.provider.stop();
    rmSync(resolve(this.folder, ".."), { recursive: true });
  }

  /** Makes a stack, with values beside those of its file. */
  async begin(stack: string, values: Readonly<Record<string, string | number>> = {}): Promise<void> {
    await this.done("stack", "init", stack);
    await this.set(stack, values);
  }

  /** Sets values of a stack's configuration; keys are paths. */
  async set(stack: string, values: Readonly<Record<string, string | number>>): Promise<void> {
    for (const [path, value] of Object.entries(values)) {
      const type = typeof value === "number" ? ["--type", "int"] : [];
      await this.done("config", "set", "--path", path, ...type, String(value), "--stack", stack);
    }
  }

  /** Runs `pulumi` in the project and waits for its end, whatever that is. */
  async pulumi(...args: string[]): Promise<CommandEnd> {
    return run("pulumi", [...args, "--non-interactive", "--color", "never"], this);
  }

  /** As {@link pulumi}. @throws Error with what it said when it fails */
  async done(...args: string[]): Promise<string> {
    const { code, stdout, text } = await this.pulumi(...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${text}`);
    return stdout;
  }

  async preview(stack: string, ...more: string[]): Promise<Preview> {
    return JSON.parse(await this.done("preview", "--json", "--stack", stack, ...more));
  }

  async up(stack: string): Promise<void> {
    await this.done(...UP, "--stack", stack);
  }

  /** As {@link up}, where it may fail. */
  async tryUp(stack: string, ...more: string[]): Promise<CommandEnd> {
    return this.pulumi(...UP, "--stack", stack, ...more);
  }

  async destroy(stack: string): Promise<CommandEnd> {
    return this.pulumi("destroy", "--yes", "--skip-preview", "--stack", stack);
  }

  /** URNs of what the state holds, sorted. */
  async urns(stack: string): Promise<string[]> {
    const state: StackState = JSON.parse(await this.done("stack", "export", "--stack", stack));
    return (state.deployment.resources ?? []).map(({ urn }) => urn).sort();
  }
}

const UP = ["up", "--yes", "--skip-preview"];
const NOT_OF_PROGRAM = [".git"];
const STACK_FILE = /^Pulumi\.[\w-]+\.yaml$/;

/** Runs a command in a project's folder and waits for its end, whatever that is. */
export function run(
  command: string,
  args: readonly string[],
  { folder, environment }: Pick<EngineProject, "folder" | "environment">,
): Promise<CommandEnd> {
  return new Promise((settle, reject) => {
    execFile(
      command,
      args,
      { cwd: folder, env: environment, maxBuffer: 256 * 2 ** 20 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : error.code;
        if (typeof code === "number") settle({ code, stdout, text: stdout + stderr });
        else reject(error);
      },
    );
  });
}

/** Gives each test of the block the program in a folder of its own. */
export function eachHasProject(use: (project: EngineProject) => void, source?: string): void {
  let project: EngineProject;
  beforeEach(async () => {
    project = await EngineProject.open(source);
    use(project);
  });
  afterEach(() => project.close());
}
