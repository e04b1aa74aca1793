import { type DownLimits, type DownRequest, down } from "../../../../delivery/stack/down/down";
import { findLeftOvers } from "../../../../delivery/stack/left-over/find-left-overs";
import type { Scope } from "../../../../delivery/stack/left-over/left-over";
import { OwnedNames } from "../../../../delivery/stack/owned-names";
import { StepLog } from "../../../../delivery/stack/step-log";
import type { CareplusError } from "../../../../runtime/errors";
import { REGION } from "../../../emulator/clients";
import { faultOf } from "../../../fixtures/fault-of";
import type { AwsBed } from "../aws-bed";
import { RememberedEngine } from "../remembered-engine";

/** Configuration of a stack that may go with its data. */
export const DISPOSABLE = { "aws:region": REGION, "careplus:dataRetention": "destroy" };

/** No waiting: the emulator does at once what AWS does in minutes. */
export const AT_ONCE: DownLimits = {
  drain: { patienceMs: 0, stoppingMs: 2_000, pollMs: 10 },
  destroy: { lockMs: 0, pollMs: 1 },
  proof: { forgetMs: 0, pollMs: 1 },
};

/** `down` on the emulator, with an engine in memory. */
export class TakenDown {
  readonly engine = new RememberedEngine();
  readonly lines: string[] = [];

  constructor(readonly bed: AwsBed) {}

  scope(stack = "pr-7"): Scope {
    return { account: this.bed.account, names: new OwnedNames(stack, []) };
  }

  /** Gives the fault it ended with, if any. */
  async run(
    request: Partial<DownRequest> = {},
    log = new StepLog((line) => this.lines.push(line)),
  ): Promise<CareplusError | undefined> {
    return faultOf(down({ stack: "pr-7", destroyData: true, ...request }, this.engine, log, AT_ONCE));
  }

  /** `kind name` of each thing that is left. */
  async left(stack?: string): Promise<string[]> {
    const found = await findLeftOvers(this.scope(stack));
    return found.map(({ kind, name }) => `${kind} ${name}`);
  }

  /** What was printed beginning so, without the times. */
  said(beginning: string): string[] {
    return this.lines
      .filter((line) => line.startsWith(beginning))
      .map((line) => line.replace(/ \([\d.]+ s\)$/, ""));
  }
}
