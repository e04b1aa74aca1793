import { AsyncLocalStorage } from "node:async_hooks";
import { S3Client } from "@aws-sdk/client-s3";
import type { CallFault, HttpAnswer } from "./call-fault";
import type { Chance } from "./chance";
import { FunctionRun, type HttpCall } from "./function-run";

/** A function that is to run, and what befalls it. */
export interface Work {
  readonly start: () => Promise<void>;
  readonly fault?: CallFault | undefined;
}

type Handle = (request: { headers: Record<string, string> }, options?: unknown) => Promise<HttpAnswer>;

/**
 * Runs functions of this process as Lambda does, several beside one another, and lets each call that their AWS clients
 * make go one after the other, in an order that chance gives: the same order for the same seed.
 */
export class Cloud {
  private readonly current = new AsyncLocalStorage<FunctionRun>();
  private readonly prototype = Object.getPrototypeOf(new S3Client({}).config.requestHandler) as {
    handle: Handle;
  };
  private readonly handle = this.prototype.handle;
  /** Calls of dead functions that are still on their way. */
  private underWay: HttpCall[] = [];

  /** From here on the calls of all clients of the SDK, which share one class, come by us. */
  takeOver(): void {
    const { current, handle } = this;
    this.prototype.handle = function (this: unknown, request, options) {
      const send = (): Promise<HttpAnswer> => handle.call(this as never, request, options);
      const run = current.getStore();
      return run === undefined
        ? send()
        : run.call({ isS3: request.headers["x-amz-target"] === undefined, send });
    };
  }

  giveBack(): void {
    this.prototype.handle = this.handle;
  }

  /** Runs the functions until each has ended or died. @throws what one throws that no fault befell */
  async run(works: readonly Work[], chance: Chance): Promise<void> {
    const faults: unknown[] = [];
    const open = new Set(this.takeUnderWay());
    for (const { start, fault } of works) {
      const run = new FunctionRun(fault);
      open.add(run);
      void this.current.run(run, start).then(
        () => run.end(),
        (error: unknown) => {
          // Lambda counts it as failed, and what it was to do comes again; without a fault it has no reason to.
          if (fault === undefined) faults.push(error);
          run.end();
        },
      );
    }
    while (open.size > 0) {
      const run = chance.pick([...open]);
      if (!(await run.hasCall())) open.delete(run);
      const onItsWay = await run.letGo();
      if (onItsWay !== undefined) this.underWay.push(onItsWay);
      if (run.isDead) open.delete(run);
    }
    if (faults.length > 0) throw faults[0];
  }

  /** Each as the one call of a run of nobody. */
  private takeUnderWay(): FunctionRun[] {
    const calls = this.underWay;
    this.underWay = [];
    return calls.map((call) => {
      const run = new FunctionRun();
      // Nobody hears its answer.
      run.call(call).then(
        ({ response }) => response.body.resume(),
        () => undefined,
      );
      run.end();
      return run;
    });
  }
}
