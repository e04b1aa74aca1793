import { CareplusError } from "../errors";

/** What to replay; every given part must hold. Dates are UTC, both ends included. */
export interface ReplaySelection {
  /** A source object, as the ledger names it: a log object, or an extraction's folder. */
  readonly key?: string;
  /** How the names of the source objects begin. */
  readonly prefix?: string;
  /** Objects with a ticket created, or an entry logged, or a rejected record met, on these days. */
  readonly from?: string;
  readonly to?: string;
  /** Objects with a record rejected for this reason. */
  readonly reason?: string;
}

const PARTS = ["key", "prefix", "from", "to", "reason"] as const;
const DATE = /^\d{4}-\d\d-\d\d$/;

/**
 * The selection that an execution of the replay was started with.
 *
 * @throws CareplusError `bad_selection` when it chooses nothing, or is something else
 */
export function parseSelection(input: unknown): ReplaySelection {
  if (typeof input !== "object" || input === null || Array.isArray(input))
    throw badSelection("it is no object");
  const given = Object.entries(input);
  for (const [name, value] of given) {
    if (!PARTS.some((part) => part === name)) throw badSelection(`"${name}" is none of its parts`);
    if (typeof value !== "string") throw badSelection(`"${name}" is no text`);
    if ((name === "from" || name === "to") && !isDate(value))
      throw badSelection(`"${name}" is no date like 2025-07-01`);
    if ((name === "key" || name === "reason") && value === "") throw badSelection(`"${name}" is empty`);
  }
  if (given.length === 0) throw badSelection("it is empty");
  return input;
}

/** Whether the name of a source object is one that the selection asks for; what the ledger knows is not looked at. */
export function isNamed({ key, prefix }: ReplaySelection, sourceObject: string): boolean {
  return (key === undefined || sourceObject === key) && sourceObject.startsWith(prefix ?? "");
}

function isDate(text: string): boolean {
  const time = DATE.test(text) ? Date.parse(text) : Number.NaN;
  // 30 February would be taken for 2 March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function badSelection(fault: string): CareplusError {
  return new CareplusError(
    "bad_selection",
    `What to replay is said by ${PARTS.join(", ")}; this selection cannot be used: ${fault}.`,
  );
}
