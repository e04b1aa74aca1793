import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

export interface PlayedStack {
  readonly secretsProvider?: string;
  readonly resources: readonly string[];
  readonly config?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly lastUpdate?: string;
  readonly isLocked?: boolean;
  /** What AWS says of the resources that cannot be made or deleted. */
  readonly broken?: Readonly<Record<string, string>>;
}

export interface PlayedState {
  readonly selected?: string;
  readonly stacks: Readonly<Record<string, PlayedStack>>;
}

/** A folder with a `pulumi` that played-pulumi.mjs plays, and the program of a project. */
export class PlayedCli {
  readonly folder = mkdtempSync(join(tmpdir(), "played-pulumi-"));

  constructor() {
    const program = join(this.folder, "pulumi");
    writeFileSync(
      program,
      `#!/bin/sh\nexec "${process.execPath}" "${join(__dirname, "played-pulumi.mjs")}" "$@"\n`,
    );
    chmodSync(program, 0o755);
    writeFileSync(join(this.folder, "Pulumi.yaml"), "name: careplus\nruntime: nodejs\n");
    this.keep({ stacks: {} });
  }

  /** What a process needs to find it. */
  get environment(): Readonly<Record<string, string>> {
    return {
      PATH: `${this.folder}${delimiter}${process.env.PATH}`,
      PLAYED_PULUMI: join(this.folder, "state.json"),
    };
  }

  get state(): PlayedState {
    return JSON.parse(readFileSync(join(this.folder, "state.json"), "utf8")) as PlayedState;
  }

  keep(state: PlayedState): void {
    writeFileSync(join(this.folder, "state.json"), JSON.stringify(state));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
