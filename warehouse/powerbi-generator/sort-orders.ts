import { CareplusError } from "../../runtime/errors";
import type { Page } from "../dashboards";
import { columnField } from "./field";

/** Values of a text column in the order people expect, which the model sorts by instead of the alphabet. */
export interface SortOrder {
  readonly table: string;
  readonly column: string;
  /** Hidden column that holds the place of the value. */
  readonly orderColumn: string;
  readonly values: readonly string[];
}

/**
 * The orders that dimensions and filters of the pages give.
 *
 * @throws CareplusError `powerbi_order` when two of them disagree about one column
 */
export function sortOrders(pages: readonly Page[]): readonly SortOrder[] {
  const found = new Map<string, SortOrder>();
  for (const page of pages) {
    for (const { source, values } of ordersOf(page)) {
      const { entity, property } = columnField(page.view, source);
      const known = found.get(`${entity}.${property}`);
      if (known !== undefined && known.values.join("\n") !== values.join("\n")) {
        throw new CareplusError("powerbi_order", `${entity}[${property}] is given two different orders`);
      }
      found.set(`${entity}.${property}`, {
        table: entity,
        column: property,
        orderColumn: `${property} order`,
        values,
      });
    }
  }
  return [...found.values()];
}

function ordersOf(page: Page): { source: string; values: readonly string[] }[] {
  const dimensions = page.visuals.flatMap((visual) =>
    visual.kind === "line" ? [] : [visual.dimension, ...(visual.series ? [visual.series] : [])],
  );
  return [
    ...dimensions.flatMap(({ sql, order }) => (order === undefined ? [] : [{ source: sql, values: order }])),
    ...page.choices.flatMap(({ column, order }) =>
      order === undefined ? [] : [{ source: column, values: order }],
    ),
  ];
}
