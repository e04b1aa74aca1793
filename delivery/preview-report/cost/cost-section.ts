import { CareplusError } from "../../../runtime/errors";
import { usd } from "../../cost/cost-table";
import { monthlyCost, total, unpricedResources } from "../../cost/monthly-cost";
import { numberTable } from "../../cost/number-table";
import { PRICED_REGION } from "../../cost/prices";
import { StackResources } from "../../cost/resources";
import { IDLE, USUAL_WORKLOAD, type Workload } from "../../cost/workload";
import type { PreviewEnd } from "../reading/preview";
import type { SecretTexts } from "../values/secret-texts";
import { codeSpan, quote, quoteAll, toMarkdown } from "../values/sentence";
import type { StackSides } from "./stack-sides";

const MOST_SERVICES = 5;
const LEAST_DIFFERENCE_USD = 0.005;

/** Markdown of the monthly cost before and after the change, by the model of `npm run cost`; ends with a blank line. */
export function costSection(
  sides: StackSides,
  end: PreviewEnd,
  unlisted: number,
  secrets: SecretTexts,
): string {
  try {
    return section(costLines(sides, end, unlisted, secrets));
  } catch (error) {
    // What the model cannot price must not keep the rest of the report from its readers.
    if (!(error instanceof CareplusError)) throw error;
    return section([`Not worked out: ${toMarkdown([quote(error.message)], secrets)}`]);
  }
}

function costLines(
  sides: StackSides,
  end: PreviewEnd,
  unlisted: number,
  secrets: SecretTexts,
): readonly string[] {
  if (end.region !== undefined && end.region !== PRICED_REGION)
    return [`Not worked out: there are no prices for ${codeSpan(end.region)}, only for ${PRICED_REGION}.`];
  const before = new StackResources(sides.before);
  const after = new StackResources(sides.after);
  const { ticketsPerDay, logsGbPerDay } = USUAL_WORKLOAD;
  return [
    ...numberTable(
      [`USD a month, list prices of ${PRICED_REGION}`, "before", "after", "difference"],
      [
        ["idle", ...change(before, after, IDLE)],
        [
          `${ticketsPerDay} tickets and ${logsGbPerDay} GB of logs a day`,
          ...change(before, after, USUAL_WORKLOAD),
        ],
      ],
    ),
    "",
    ...differingServices(before, after),
    ...(unlisted > 0
      ? [
          `${unlisted} unchanged resources are not in the preview, so before and after lack them: make it with \`--show-sames\`.`,
        ]
      : []),
    ...(end.region === undefined ? ["The preview does not name its region."] : []),
    ...withoutPrice(after, secrets),
  ];
}

function section(lines: readonly string[]): string {
  return ["#### Monthly cost", "", ...lines, ""].join("\n");
}

function change(before: StackResources, after: StackResources, workload: Workload): readonly string[] {
  const old = total(monthlyCost(before, workload));
  const now = total(monthlyCost(after, workload));
  return [usd(old), usd(now), signed(now - old)];
}

function differingServices(before: StackResources, after: StackResources): readonly string[] {
  const old = monthlyCost(before, USUAL_WORKLOAD);
  const now = monthlyCost(after, USUAL_WORKLOAD);
  const differences = [...new Set([...old.keys(), ...now.keys()])]
    .map((service) => ({ service, difference: (now.get(service) ?? 0) - (old.get(service) ?? 0) }))
    .filter(({ difference }) => Math.abs(difference) >= LEAST_DIFFERENCE_USD)
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
    .slice(0, MOST_SERVICES);
  if (differences.length === 0) return [];
  return [`${differences.map(({ service, difference }) => `${service} ${signed(difference)}`).join("; ")}.`];
}

function withoutPrice(after: StackResources, secrets: SecretTexts): readonly string[] {
  const names = unpricedResources(after.all).map(({ type, name }) => `${type} ${name}`);
  return names.length === 0
    ? []
    : [`Without a price: ${toMarkdown(quoteAll(names, MOST_SERVICES), secrets)}.`];
}

function signed(amount: number): string {
  const text = usd(Math.abs(amount));
  if (text === "0.00") return text;
  return `${amount > 0 ? "+" : "−"}${text}`;
}
