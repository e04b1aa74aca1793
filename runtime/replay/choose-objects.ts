import { CareplusError } from "../errors";
import { type AskLedger, asksLedger, chooseByLedger } from "./ledger-choice";
import type { RawObject } from "./raw-zone";
import { isNamed, type ReplaySelection } from "./selection";

/** What a replay transforms again, in the order in which it does. */
export interface ChosenObjects {
  readonly logs: readonly RawObject[];
  /** Names of extractions, `tickets/extract_date=YYYY-MM-DD/<run>`. */
  readonly extractions: readonly string[];
}

/** Where objects are looked for. */
export interface ReplaySources {
  readonly ask: AskLedger;
  readonly list: (prefix: string) => AsyncIterable<RawObject>;
}

/** More than this many would not fit into the memory of the function; a narrower prefix does. */
export const MOST_OBJECTS = 200_000;

const EXTRACTION = /^(tickets\/extract_date=[^/]+\/[^/]+)\/manifest\.json$/;

/**
 * The objects that a selection is of. A date or a reason is asked of the ledger, a name of the raw zone's listing: so a
 * prefix also finds what was there before the platform was, and was never loaded.
 *
 * @throws CareplusError `too_many_objects`
 */
export async function chooseObjects(
  selection: ReplaySelection,
  sources: ReplaySources,
): Promise<ChosenObjects> {
  const logs: RawObject[] = [];
  const extractions = new Set<string>();
  const choose = (object: RawObject): void => {
    const extraction = EXTRACTION.exec(object.key)?.[1];
    if (extraction !== undefined && isNamed(selection, extraction)) extractions.add(extraction);
    if (object.key.startsWith("logs/") && isNamed(selection, object.key)) logs.push(object);
    if (logs.length + extractions.size > MOST_OBJECTS)
      throw new CareplusError(
        "too_many_objects",
        `More than ${MOST_OBJECTS} objects fit this selection: replay them by narrower prefixes.`,
      );
  };
  if (asksLedger(selection)) {
    for (const { dataset, sourceObject, sourceVersion, bytesRead } of await chooseByLedger(
      selection,
      sources.ask,
    ))
      choose({
        key: dataset === "tickets" ? `${sourceObject}/manifest.json` : sourceObject,
        version: sourceVersion,
        sizeBytes: bytesRead,
      });
  } else {
    for await (const object of sources.list(selection.key ?? selection.prefix ?? "")) choose(object);
  }
  return { logs, extractions: [...extractions] };
}
