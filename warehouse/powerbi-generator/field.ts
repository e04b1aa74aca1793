import { CareplusError } from "../../runtime/errors";
import type { Measure, Page } from "../dashboards";
import { MODEL_TABLES, type ModelTable, RELATIONSHIPS } from "./model-definition";

/** A column or a measure of the model, as visuals name it. */
export interface Field {
  readonly kind: "Column" | "Measure";
  readonly entity: string;
  readonly property: string;
}

/** The model's table of a page's view. */
export function tableOf(view: string): ModelTable {
  const table = MODEL_TABLES.find((candidate) => candidate.view === view);
  if (table === undefined)
    throw new CareplusError("powerbi_view", `the Power BI model has no table of ${view}`);
  return table;
}

/**
 * The column to show and to filter by for a column of a view: the table's own, or, where that one is the key of a
 * relationship, the column it leads to, so that one choice filters every fact.
 *
 * @throws CareplusError `powerbi_column`
 */
export function columnField(view: string, sourceName: string): Field {
  const table = tableOf(view);
  const found = table.columns.find(({ source }) => source.name === sourceName);
  if (found === undefined) {
    throw new CareplusError("powerbi_column", `the Power BI table ${table.name} has no column ${sourceName}`);
  }
  const link = RELATIONSHIPS.find(({ from }) => from.table === table.name && from.column === found.name);
  return link === undefined
    ? { kind: "Column", entity: table.name, property: found.name }
    : { kind: "Column", entity: link.to.table, property: link.to.column };
}

export function measureField(page: Page, measure: Measure): Field {
  return { kind: "Measure", entity: tableOf(page.view).name, property: modelName(measure) };
}

/** The measure's name in the model. */
export function modelName(measure: Measure): string {
  return measure.modelName ?? measure.name;
}

/** How PBIR writes a field. */
export function fieldExpression({ kind, entity, property }: Field): object {
  return { [kind]: { Expression: { SourceRef: { Entity: entity } }, Property: property } };
}
