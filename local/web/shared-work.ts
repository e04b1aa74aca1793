interface Work<T> {
  readonly abort: AbortController;
  readonly result: Promise<T>;
  askers: number;
}

/**
 * Runs computations one at a time. Those who ask for the same key while it is under way share one result,
 * and work that everybody has stopped waiting for is aborted: impatient clicking cannot pile up queries.
 */
export class SharedWork {
  readonly #underWay = new Map<string, Work<unknown>>();
  #last: Promise<unknown> = Promise.resolve();

  /** The result of `compute`, or of an equal computation under way. `left` is aborted when the asker leaves. */
  ask<T>(key: string, left: AbortSignal, compute: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const work = this.#join(key) ?? this.#start(key, compute);
    work.askers += 1;
    left.addEventListener("abort", () => {
      work.askers -= 1;
      if (work.askers === 0) work.abort.abort();
    });
    // A key names its kind of answer, so equal keys have equal types.
    return work.result as Promise<T>;
  }

  /** Resolves when no computation is under way; none may be asked for meanwhile. */
  async settled(): Promise<void> {
    await this.#last;
  }

  #join(key: string): Work<unknown> | undefined {
    const work = this.#underWay.get(key);
    return work?.abort.signal.aborted ? undefined : work;
  }

  #start<T>(key: string, compute: (signal: AbortSignal) => Promise<T>): Work<unknown> {
    const abort = new AbortController();
    const result = this.#last.then(() => {
      abort.signal.throwIfAborted();
      return compute(abort.signal);
    });
    const work: Work<unknown> = { abort, result, askers: 0 };
    this.#underWay.set(key, work);
    this.#last = result.then(
      () => this.#end(key, work),
      () => this.#end(key, work),
    );
    return work;
  }

  #end(key: string, work: Work<unknown>): void {
    if (this.#underWay.get(key) === work) this.#underWay.delete(key);
  }
}
