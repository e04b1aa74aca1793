import { CareplusError } from "../../runtime/errors";
import type { Format, Measure, Page } from "../dashboards";
import { modelName, tableOf } from "./field";

/** A measure of the model and where it is kept. */
export interface ModelMeasure {
  readonly name: string;
  readonly table: string;
  readonly folder: string;
  readonly measure: Measure;
}

/**
 * Power BI's spelling of the formats; the web's is `local/web/client/format.ts`. Letters are escaped one by one,
 * since TMDL reads a value that ends in a quotation mark differently.
 */
export const FORMAT_STRINGS: Readonly<Record<Format, string>> = {
  count: "#,0",
  decimal: "#,0.00",
  percent: "#,0.0\\%",
  share: "0.0%",
  minutes: "#,0.0 \\m\\i\\n",
  milliseconds: "#,0 \\m\\s",
};

/**
 * Every measure that the pages show, once, in the order in which they show them; the folder is called after the
 * cards or the visual that shows it first.
 *
 * @throws CareplusError `powerbi_measure` when two different measures have one name
 */
export function modelMeasures(pages: readonly Page[]): readonly ModelMeasure[] {
  const found = new Map<string, ModelMeasure>();
  for (const page of pages) {
    const groups = [
      { folder: "Key figures", measures: page.cards },
      ...page.visuals.map(({ title, measures }) => ({ folder: title, measures })),
    ];
    for (const { folder, measures } of groups) {
      for (const measure of measures) keep(found, { ...place(page, measure), folder, measure });
    }
  }
  return [...found.values()];
}

function place(page: Page, measure: Measure): { name: string; table: string } {
  return { name: modelName(measure), table: tableOf(page.view).name };
}

function keep(found: Map<string, ModelMeasure>, candidate: ModelMeasure): void {
  const known = found.get(candidate.name);
  if (known === undefined) found.set(candidate.name, candidate);
  else if (known.measure !== candidate.measure) {
    throw new CareplusError(
      "powerbi_measure",
      `two measures are called ${candidate.name} in the Power BI model`,
    );
  }
}
