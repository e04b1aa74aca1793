/** Runs works one after the other, also after one that failed. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resolves at the end of the works that were taken on so far. */
  async ended(): Promise<void> {
    await this.#last;
  }
}
