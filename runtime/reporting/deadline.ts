import { setTimeout as sleep } from "node:timers/promises";

/** The moment by which an answer must be there. */
export class Deadline {
  private readonly endsAt: number;

  constructor(fromNowMs: number) {
    this.endsAt = Date.now() + fromNowMs;
  }

  /** Never below 0. */
  remainingMs(): number {
    return Math.max(0, this.endsAt - Date.now());
  }

  /** Waits, unless the time left is shorter: then it returns false at once. */
  async wait(ms: number): Promise<boolean> {
    if (ms >= this.remainingMs()) return false;
    await sleep(ms);
    return true;
  }
}
