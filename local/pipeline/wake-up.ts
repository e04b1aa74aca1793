/** Lets a loop sleep until a time, an event, or the end. An event that comes while nobody sleeps is kept. */
export class WakeUp {
  private isDue = false;
  private wake: (() => void) | undefined;

  constructor(signal: AbortSignal) {
    signal.addEventListener("abort", () => this.now(), { once: true });
    if (signal.aborted) this.isDue = true;
  }

  now(): void {
    this.isDue = true;
    this.wake?.();
  }

  /** Resolves after `limitMs` (which may be infinite) or at the next event. */
  async wait(limitMs: number): Promise<void> {
    if (!this.isDue) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        if (Number.isFinite(limitMs)) timer = setTimeout(resolve, Math.max(0, limitMs));
      });
      clearTimeout(timer);
    }
    this.wake = undefined;
    this.isDue = false;
  }
}
