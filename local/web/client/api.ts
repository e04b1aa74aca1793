import type { ErrorAnswer } from "../page-answer";

/**
 * Asks the server. Each instance has one question at a time: a newer one abandons the older, whose answer is
 * then `undefined`.
 */
export class Question<T> {
  #current: AbortController | undefined;

  /** @throws Error with the server's sentence, or one saying that it cannot be reached */
  async ask(path: string): Promise<T | undefined> {
    this.#current?.abort();
    const current = new AbortController();
    this.#current = current;
    try {
      const response = await fetch(path, { signal: current.signal });
      const body = (await response.json()) as T | ErrorAnswer;
      if (response.ok) return body as T;
      throw new Refused((body as ErrorAnswer).error.message);
    } catch (error) {
      if (current.signal.aborted) return undefined;
      if (error instanceof Refused) throw error;
      throw new Error("The dashboards' server does not answer. Is it still running?", { cause: error });
    }
  }
}

class Refused extends Error {}
