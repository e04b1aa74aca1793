import { AwsBed } from "../aws-bed";
import { TakenDown } from "./taken-down";

/** An emulated account and a removal in it, for the tests of one `describe`; both are new for each test. */
export interface RemovalBed {
  readonly bed: AwsBed;
  readonly taken: TakenDown;
}

/** Starts the emulator before the tests of the `describe` that calls it, and stops it after. */
export function removalBed(): RemovalBed {
  let bed: AwsBed | undefined;
  let taken: TakenDown | undefined;
  const there = <Part>(part: Part | undefined): Part => {
    if (part === undefined) throw new Error("the bed is there within tests and hooks alone");
    return part;
  };
  before(async () => {
    bed = await AwsBed.start();
  });
  beforeEach(async () => {
    await there(bed).reset();
    taken = new TakenDown(there(bed));
  });
  after(() => bed?.stop());
  return {
    get bed() {
      return there(bed);
    },
    get taken() {
      return there(taken);
    },
  };
}
