import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { load } from "js-yaml";

export const ROOT = resolve(__dirname, "../..");
const WORKFLOWS = join(ROOT, ".github/workflows");
const ACTIONS = join(ROOT, ".github/actions");

export interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress"?: unknown };
  readonly strategy?: {
    readonly matrix: { readonly include: readonly Readonly<Record<string, string>>[] };
  };
  readonly "timeout-minutes"?: number;
  readonly uses?: string;
  readonly steps?: readonly Step[];
}

export interface Workflow {
  readonly file: string;
  readonly text: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string };
  readonly jobs: Readonly<Record<string, Job>>;
}

export function workflows(): readonly Workflow[] {
  return readdirSync(WORKFLOWS).map((file) => {
    const text = readFileSync(join(WORKFLOWS, file), "utf8");
    return { file, text, ...(load(text) as Omit<Workflow, "file" | "text">) };
  });
}

/** Of every workflow and of every composite action, with the file's name. */
export function steps(): readonly (Step & { readonly file: string })[] {
  const ofJobs = workflows().flatMap(({ file, jobs }) =>
    Object.values(jobs).flatMap((job) => (job.steps ?? []).map((step) => ({ file, ...step }))),
  );
  const ofActions = readdirSync(ACTIONS).flatMap((action) => {
    const { runs } = load(readFileSync(join(ACTIONS, action, "action.yml"), "utf8")) as {
      runs: { steps: readonly Step[] };
    };
    return runs.steps.map((step) => ({ file: action, ...step }));
  });
  return [...ofJobs, ...ofActions];
}
