import { CareplusError } from "../../runtime/errors";

/**
 * Names an extraction: `tickets/extract_date=YYYY-MM-DD/<run>`. Names sort by time, and both "compare with the last
 * extraction" and "the later extraction wins" rely on that.
 *
 * @param newest name of the newest extraction in the lake
 * @throws CareplusError `clock_behind` when the clock was set back to before it
 */
export function nameExtraction(now: Date, runId: string, newest: string | undefined): string {
  const name = `tickets/extract_date=${now.toISOString().slice(0, 10)}/${runId}`;
  if (newest !== undefined && name <= newest) {
    throw new CareplusError(
      "clock_behind",
      `This machine's clock says ${now.toISOString()}, which is before the last extraction (${newest}); correct the clock, then run again.`,
    );
  }
  return name;
}
