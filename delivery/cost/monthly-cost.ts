import { CareplusError } from "../../runtime/errors";
import { activityOf } from "./activity";
import type { CostLine, Pricer } from "./cost-line";
import { FREE_TYPES, isGrouping } from "./free-types";
import { athena } from "./model/athena";
import { aurora } from "./model/aurora";
import { functions } from "./model/functions";
import { glue } from "./model/glue";
import { messages } from "./model/messages";
import { observation } from "./model/observation";
import { redshift } from "./model/redshift";
import { standing } from "./model/standing";
import { storage } from "./model/storage";
import type { Resource, StackResources } from "./resources";
import type { Workload } from "./workload";

const PRICERS: readonly Pricer[] = [
  redshift,
  glue,
  aurora,
  functions,
  storage,
  messages,
  athena,
  observation,
  standing,
];

const PRICED_TYPES = new Set(PRICERS.flatMap(({ types }) => types));

/** Cost of one service in a month, in USD. */
export type CostByService = ReadonlyMap<string, number>;

/** What a stack costs in a month under a workload, by service, the order of the table. Free tiers are not taken off. */
export function monthlyCost(stack: StackResources, workload: Workload): CostByService {
  const costs = new Map<string, number>();
  for (const { service, usd } of costLines(stack, workload))
    costs.set(service, (costs.get(service) ?? 0) + usd);
  return costs;
}

function costLines(stack: StackResources, workload: Workload): readonly CostLine[] {
  const activity = activityOf(stack, workload);
  return PRICERS.flatMap(({ lines }) => lines(stack, activity));
}

export function total(costs: CostByService): number {
  return [...costs.values()].reduce((sum, usd) => sum + usd, 0);
}

/** Resources whose type has neither a price nor a place in the list of free ones. */
export function unpricedResources(resources: readonly Resource[]): readonly Resource[] {
  return resources.filter(
    (resource) =>
      !PRICED_TYPES.has(resource.type) && !Object.hasOwn(FREE_TYPES, resource.type) && !isGrouping(resource),
  );
}

/** @throws CareplusError `unpriced_resource` naming the first resource whose cost nobody has thought of */
export function requirePriced(resources: readonly Resource[]): void {
  const [first, ...others] = unpricedResources(resources);
  if (first === undefined) return;
  const more = others.length === 0 ? "" : `, and ${others.length} more resources`;
  throw new CareplusError(
    "unpriced_resource",
    `${first.type} (${first.name}) has no price${more}: give its type a pricer in delivery/cost/model/ or a line in delivery/cost/free-types.ts`,
  );
}
