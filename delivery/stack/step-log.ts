import { CareplusError } from "../../runtime/errors";

/** Runs the steps of a command one after the other and says of each how it went and how long it took. */
export class StepLog {
  constructor(readonly print: (line: string) => void) {}

  /**
   * @param says what the step has done, for a person
   * @throws CareplusError the step's own, or "step_failed" with the step's name and what was seen
   */
  async run<Result>(
    step: string,
    work: () => Promise<Result>,
    says: (result: Result) => string,
  ): Promise<Result> {
    const start = performance.now();
    const seconds = (): string => `${((performance.now() - start) / 1_000).toFixed(1)} s`;
    try {
      const result = await work();
      this.print(`ok      ${step}: ${says(result)} (${seconds()})`);
      return result;
    } catch (error) {
      this.print(`failed  ${step} (${seconds()})`);
      if (error instanceof CareplusError) throw error;
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      throw new CareplusError("step_failed", `${step} failed: ${name}: ${message}`, { cause: error });
    }
  }
}

/** `3 queues`, `1 queue`, `no queue`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return count === 0 ? `no ${noun}` : `${count.toLocaleString("en")} ${count === 1 ? noun : plural}`;
}
