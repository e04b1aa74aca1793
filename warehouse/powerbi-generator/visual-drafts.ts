import type { ChoiceFilter, Measure, Page, RowList, SwitchFilter, Visual } from "../dashboards";
import { columnField, type Field, measureField } from "./field";
import { literal } from "./literal";
import { stableId } from "./stable-id";
import { properties, type VisualDraft } from "./visual-container";
import { chartQuery, measureProjections, projection, sortBy } from "./visual-query";

const CHART_TYPES: Readonly<Record<Visual["kind"], { type: string; spoken: string }>> = {
  line: { type: "lineChart", spoken: "Line chart" },
  bar: { type: "clusteredBarChart", spoken: "Bar chart" },
  column: { type: "clusteredColumnChart", spoken: "Column chart" },
  share: { type: "hundredPercentStackedColumnChart", spoken: "Stacked column chart of percentages" },
};

export function chart(page: Page, visual: Visual): VisualDraft {
  const { type, spoken } = CHART_TYPES[visual.kind];
  const by = visual.kind === "line" ? "day" : visual.dimension.name.toLowerCase();
  return {
    name: stableId("visual", page.id, visual.id),
    id: visual.id,
    visualType: type,
    title: visual.title,
    subtitle: visual.description,
    altText: `${spoken} by ${by}: ${visual.title}. ${visual.description}.`,
    query: chartQuery(page, visual),
  };
}

/** The page's key figures in one visual. */
export function cards(page: Page, pageId: string): VisualDraft {
  return {
    name: stableId("visual", pageId, "cards"),
    id: "cards",
    visualType: "cardVisual",
    title: "Key figures",
    altText: `Key figures: ${page.cards.map(({ name }: Measure) => name).join(", ")}.`,
    query: { queryState: { Data: { projections: measureProjections(page, page.cards) } } },
  };
}

export function dateSlicer(page: Page): VisualDraft {
  const title = `${page.dateName} (UTC)`;
  const altText = `Filter: first and last day, ${page.dateName.toLowerCase()} in UTC.`;
  return slicer(page, "date", title, altText, columnField(page.view, page.dateColumn), "Between");
}

export function choiceSlicer(page: Page, { id, name, column }: ChoiceFilter): VisualDraft {
  return slicer(page, id, name, `Filter: ${name}.`, columnField(page.view, column), "Dropdown");
}

export function switchSlicer(page: Page, { id, choice, description }: SwitchFilter): VisualDraft {
  const altText = `Filter: ${choice.name}. ${description}.`;
  return slicer(page, id, choice.name, altText, columnField(page.view, choice.column), "Dropdown");
}

/** A table of rows, sorted by its first column of time. */
export function rowList(page: Page, pageId: string, list: RowList, timeColumn: string): VisualDraft {
  const columns = list.columns.map(({ name, column }) => projection(columnField(page.view, column), name));
  const count = projection(measureField(page, list.count), list.count.name);
  return {
    name: stableId("visual", pageId, list.id),
    id: list.id,
    visualType: "tableEx",
    title: list.title,
    subtitle: list.description,
    altText: `Table: ${list.title}. ${list.description}.`,
    query: {
      queryState: { Values: { projections: [...columns, count] } },
      sortDefinition: sortBy(columnField(page.view, timeColumn), "Ascending"),
    },
  };
}

function slicer(
  page: Page,
  id: string,
  title: string,
  altText: string,
  field: Field,
  mode: "Between" | "Dropdown",
): VisualDraft {
  return {
    name: stableId("visual", page.id, "filter", id),
    id: `filter-${id}`,
    visualType: "slicer",
    title,
    altText,
    query: { queryState: { Values: { projections: [projection(field, title)] } } },
    objects: {
      data: properties({ mode: literal(mode) }),
      header: properties({ show: literal(false) }),
    },
  };
}
