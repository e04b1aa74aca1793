import { CareplusError } from "../../runtime/errors";
import file from "./prices.json";

/** What one unit costs, and where that is from. */
export interface Price {
  readonly id: string;
  /** Whose price it is taken for; they differ. */
  readonly region: string;
  readonly usd: number;
  readonly unit: string;
  /** The service's page; it shows the same price after choosing the region. */
  readonly source: string;
  /** Day of the figure, `YYYY-MM-DD`. */
  readonly date: string;
  /** How the figure was held against another source, or that it was not. */
  readonly check: string;
}

/** Where the stacks are. */
export const PRICED_REGION = "eu-central-1";
export const PRICES: readonly Price[] = file.lines.filter(({ region }) => region === PRICED_REGION);

/** @throws CareplusError `unpriced_region` for a region of which there are no prices */
export function requirePrices(region: string): void {
  if (region === PRICED_REGION) return;
  throw new CareplusError(
    "unpriced_region",
    `there are no prices for ${region}: delivery/cost/prices.json has those of ${PRICED_REGION} alone, and they differ by region`,
  );
}

export function price(id: string): Price {
  const found = PRICES.find((line) => line.id === id);
  if (found === undefined)
    throw new CareplusError("unknown_price", `delivery/cost/prices.json has no line ${id}`);
  return found;
}
