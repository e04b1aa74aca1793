import type { CategoryVisual, Dimension, Measure, Page, Visual } from "../dashboards";
import { columnField, type Field, fieldExpression, measureField } from "./field";

/** What a visual shows: its roles' fields, and the order of its rows. */
export interface VisualQuery {
  readonly queryState: Readonly<Record<string, { readonly projections: readonly object[] }>>;
  readonly sortDefinition?: { readonly sort: readonly object[]; readonly isDefaultSort: boolean };
}

/** A field in a role, under the name that people read. */
export function projection(field: Field, displayName: string): object {
  return {
    field: fieldExpression(field),
    queryRef: `${field.entity}.${field.property}`,
    nativeQueryRef: field.property,
    displayName,
  };
}

export function measureProjections(page: Page, measures: readonly Measure[]): object[] {
  return measures.map((measure) => projection(measureField(page, measure), measure.name));
}

/** Time runs to the right; categories stand as the web has them: in their own order, by name when stacked, or the largest first. */
export function chartQuery(page: Page, visual: Visual): VisualQuery {
  const measures = { projections: measureProjections(page, visual.measures) };
  if (visual.kind === "line") {
    const date = columnField(page.view, page.dateColumn);
    return {
      queryState: { Category: { projections: [projection(date, "Day (UTC)")] }, Y: measures },
      sortDefinition: sortBy(date, "Ascending"),
    };
  }
  const { dimension, series } = visual;
  return {
    queryState: {
      Category: { projections: [dimensionProjection(page, dimension)] },
      ...(series !== undefined && { Series: { projections: [dimensionProjection(page, series)] } }),
      Y: measures,
    },
    sortDefinition: sortOf(page, visual),
  };
}

export function sortBy(
  field: Field,
  direction: "Ascending" | "Descending",
): VisualQuery["sortDefinition"] & object {
  return { sort: [{ field: fieldExpression(field), direction }], isDefaultSort: false };
}

function dimensionProjection(page: Page, dimension: Dimension): object {
  return projection(columnField(page.view, dimension.sql), dimension.name);
}

function sortOf(
  page: Page,
  { dimension, series, measures }: CategoryVisual,
): VisualQuery["sortDefinition"] & object {
  const [first] = measures;
  return dimension.order !== undefined || series !== undefined || first === undefined
    ? sortBy(columnField(page.view, dimension.sql), "Ascending")
    : sortBy(measureField(page, first), "Descending");
}
