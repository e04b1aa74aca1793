import { CareplusError } from "../../runtime/errors";

/** A fault of DuckDB while it writes, as a sentence for people; one that is a sentence already stays. */
export function warehouseFault(error: unknown): CareplusError {
  if (error instanceof CareplusError) return error;
  const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  if (/no space left|ENOSPC|disk.*full|max_temp_directory_size/i.test(String(error))) {
    return new CareplusError(
      "disk_full",
      "there is no space left for the warehouse: make room and run again",
      {
        cause: error,
      },
    );
  }
  return new CareplusError("load_failed", `the warehouse could not be changed, and nothing was: ${reason}`, {
    cause: error,
  });
}
