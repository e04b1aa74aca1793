import type { Activity } from "./activity";
import { price } from "./prices";
import type { StackResources } from "./resources";

/** One line of a bill. */
export interface CostLine {
  /** Row of the table that it belongs to. */
  readonly service: string;
  readonly priceId: string;
  /** In the price's unit, a month. */
  readonly quantity: number;
  readonly usd: number;
}

/** Works out the lines of some services; `types` are the resource types that it answers for. */
export interface Pricer {
  readonly types: readonly string[];
  readonly lines: (stack: StackResources, activity: Activity) => readonly CostLine[];
}

export function line(service: string, priceId: string, quantity: number): CostLine {
  return { service, priceId, quantity, usd: quantity * price(priceId).usd };
}
