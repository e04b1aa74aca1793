import { type Ceiling, ceilingsOf } from "./ceilings";
import { costTable, tableMarkdown, usd } from "./cost-table";
import { FREE_TYPES } from "./free-types";
import { loadIntervals } from "./load-intervals";
import { numberTable } from "./number-table";
import { PRICED_REGION, PRICES } from "./prices";
import { recordedStack } from "./recorded-stack";
import type { StackResources } from "./resources";
import { ASSUMED, MONTHS_STORED, USUAL_WORKLOAD } from "./workload";

/** Stacks of the page; a short-lived one costs what dev does, for as long as it is there. */
const STACKS_OF_PAGE = ["dev", "prod"];

/** `docs/cost.md`: tables and ceilings of the stacks, what is assumed, and every price. */
export async function currentCostPage(): Promise<string> {
  const stacks = new Map<string, StackResources>();
  for (const name of STACKS_OF_PAGE) stacks.set(name, await recordedStack(name));
  return costPage(stacks);
}

function costPage(stacks: ReadonlyMap<string, StackResources>): string {
  const { ticketsPerDay, logsGbPerDay } = USUAL_WORKLOAD;
  return [
    "# What a stack costs in a month",
    "",
    "Written by `npm run cost -- --write` from the program's own resources and `delivery/cost/prices.json`; do not edit.",
    "",
    `List prices of ${PRICED_REGION} in USD, without tax; no free tier is taken off, since it belongs to the account. 1× is`,
    `${ticketsPerDay} new or changed tickets and ${logsGbPerDay} GB of logs a day; storage is that of month ${MONTHS_STORED}. Idle is a stack to which nothing comes,`,
    "with its schedules on. Other volumes and load intervals:",
    "",
    "```sh",
    "npm run cost -- --stack dev --tickets-per-day 2000 --logs-gb-per-day 5 --load-every 15",
    "```",
    "",
    ...[...stacks].flatMap(([name, stack]) => [
      `## ${name}`,
      "",
      tableMarkdown(costTable(stack, USUAL_WORKLOAD)),
      "Of that, Redshift's compute by `careplus:load`, which charges 60 seconds at least each time that it is woken",
      "(\\* where the usage limit stops it during the day):",
      "",
      ...loadIntervals(stack, USUAL_WORKLOAD),
      "",
      `What keeps \`${name}\` from costing more:`,
      "",
      ...ceilingRows(ceilingsOf(stack)),
      "",
    ]),
    "## What is assumed",
    "",
    ...numberTable(
      ["", "value"],
      Object.values(ASSUMED).map(({ what, value }) => [what, value.toLocaleString("en-US")]),
    ),
    "",
    "Not in the tables: traffic out of the region, snapshots, rotation of keys (1 USD a month more for each of the first two),",
    "support plans, Power BI.",
    "",
    "## Prices",
    "",
    "| price | region | USD | for a | date | held against |",
    "|---|---|---:|---|---|---|",
    ...PRICES.map(
      ({ id, region, usd: amount, unit, source, date, check }) =>
        `| [${id}](${source}) | ${region} | ${plainNumber(amount)} | ${unit} | ${date} | ${check} |`,
    ),
    "",
    "Free by themselves:",
    "",
    ...Object.entries(FREE_TYPES).map(([type, reason]) => `- \`${type}\`: ${reason}`),
    "",
  ].join("\n");
}

export function ceilingRows(ceilings: readonly Ceiling[]): readonly string[] {
  return [
    "| ceiling | what it stops | most in a month, USD |",
    "|---|---|---:|",
    ...ceilings.map(
      ({ what, stops, usdPerMonth }) =>
        `| ${what} | ${stops} | ${usdPerMonth === undefined ? "" : usd(usdPerMonth)} |`,
    ),
  ];
}

/** Never `1e-8`. */
function plainNumber(value: number): string {
  return value.toFixed(12).replace(/\.?0+$/, "");
}
