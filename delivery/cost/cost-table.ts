import { hourOfStop } from "./ceilings";
import { type CostByService, monthlyCost, total } from "./monthly-cost";
import { numberTable } from "./number-table";
import type { StackResources } from "./resources";
import { IDLE, SCALES, scaled, type Workload } from "./workload";

/** The monthly table: a row for each service, a column for idle and for each multiple of the workload. */
export interface CostTable {
  readonly columns: readonly CostColumn[];
}

export interface CostColumn {
  readonly title: string;
  readonly costs: CostByService;
  /** Hour of the day (UTC) at which the usage limit stops Redshift; absent when it does not. */
  readonly stopsAtHour?: number;
}

export function costTable(stack: StackResources, workload: Workload): CostTable {
  const columns = [
    { title: "idle", of: { ...workload, ...IDLE } },
    ...SCALES.map((times) => ({ title: `${times}×`, of: scaled(workload, times) })),
  ];
  return {
    columns: columns.map(({ title, of }) => {
      const stopsAtHour = hourOfStop(stack, of);
      return { title, costs: monthlyCost(stack, of), ...(stopsAtHour !== undefined && { stopsAtHour }) };
    }),
  };
}

/** Markdown of the table; a column of which Redshift stops during the day has a mark and a sentence below. */
export function tableMarkdown({ columns }: CostTable): string {
  const services = [...(columns[0]?.costs.keys() ?? [])];
  const titles = columns.map(({ title, stopsAtHour }) => (stopsAtHour === undefined ? title : `${title} *`));
  const stops = columns.flatMap(({ title, stopsAtHour }) =>
    stopsAtHour === undefined ? [] : [`${title} at about ${clock(stopsAtHour)}`],
  );
  return [
    ...numberTable(
      ["USD a month", ...titles],
      [
        ...services.map((service) => [service, ...columns.map(({ costs }) => usd(costs.get(service) ?? 0))]),
        ["**all**", ...columns.map(({ costs }) => `**${usd(total(costs))}**`)],
      ],
    ),
    ...(stops.length > 0
      ? ["", `\\* The usage limit of Redshift stops loads and queries each day: ${stops.join(", ")} (UTC).`]
      : []),
    "",
  ].join("\n");
}

export function usd(amount: number): string {
  return amount.toFixed(2);
}

function clock(hour: number): string {
  const minutes = Math.floor(hour * 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
