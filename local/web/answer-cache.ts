const MOST_ANSWERS = 100;

/** Keeps the answers of one state of the warehouse, the latest used ones; those of an older state are let go. */
export class AnswerCache<T> {
  #state: string | undefined;
  readonly #answers = new Map<string, T>();

  /** The answer kept under the key, if it was computed from this state. */
  find(state: string, key: string): T | undefined {
    this.#moveTo(state);
    const answer = this.#answers.get(key);
    if (answer !== undefined) this.#touch(key, answer);
    return answer;
  }

  /** Keeps an answer that was computed when this was the state. */
  keep(state: string, key: string, answer: T): void {
    this.#moveTo(state);
    this.#touch(key, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MOST_ANSWERS && oldest !== undefined) this.#answers.delete(oldest);
  }

  #moveTo(state: string): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#answers.clear();
  }

  /** A map keeps its keys in the order in which they were put in. */
  #touch(key: string, answer: T): void {
    this.#answers.delete(key);
    this.#answers.set(key, answer);
  }
}
