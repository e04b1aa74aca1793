import type { Extraction } from "./ticket-history";

/** A transformation of tickets that may be killed. */
export interface TicketJob {
  /**
   * Transforms an extraction of a lake in a folder and last writes its manifest for the loader.
   *
   * @param diesAt how many times it reaches into the lake before it dies; none where it lives
   * @returns whether it came to its end
   */
  run(lakeDir: string, extraction: Extraction, now: Date, diesAt: number | undefined): Promise<boolean>;
}
