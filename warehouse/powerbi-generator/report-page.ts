import { CareplusError } from "../../runtime/errors";
import { type DrillThrough, type Page, TICKET_LIST } from "../dashboards";
import { columnField, fieldExpression } from "./field";
import { type Band, chartBands, checkPlace, equalBand, layOut, PAGE_WIDTH } from "./layout";
import { SCHEMAS } from "./schemas";
import { stableId } from "./stable-id";
import { type VisualDraft, visualFile } from "./visual-container";
import { cards, chart, choiceSlicer, dateSlicer, rowList, switchSlicer } from "./visual-drafts";

/** A page's own file and the files of its visuals. */
export interface ReportPage {
  readonly name: string;
  readonly page: object;
  readonly visuals: readonly { readonly name: string; readonly visual: object }[];
}

const FILTER_HEIGHT = 84;
const CARD_HEIGHT = 132;
const CHART_HEIGHT = 320;
const LIST_HEIGHT = 360;

/** A page of the navigation: filters, key figures, charts, and the list of tickets on theirs. */
export function dashboardPage(page: Page): ReportPage {
  const switches = page.switches.map((filter) => ({ filter, draft: switchSlicer(page, filter) }));
  const filters = [
    dateSlicer(page),
    ...page.choices.map((choice) => choiceSlicer(page, choice)),
    ...switches.map(({ draft }) => draft),
  ];
  const charts = page.visuals.map((visual) => chart(page, visual));
  const lists = TICKET_LIST.page === page ? [rowList(page, page.id, TICKET_LIST.list, "created_at")] : [];
  const drafts = [...filters, cards(page, page.id), ...charts, ...lists];
  const bands = [
    equalBand(filters.length, FILTER_HEIGHT),
    equalBand(1, CARD_HEIGHT),
    ...chartBands(
      page.visuals.map(({ width }) => width),
      CHART_HEIGHT,
    ),
    ...lists.map(() => equalBand(1, LIST_HEIGHT)),
  ];
  const others = switches.flatMap(({ filter, draft }) =>
    drafts
      .filter(({ id, name }) => !filter.visuals.includes(id) && name !== draft.name)
      .map(({ name }) => ({ source: draft.name, target: name, type: "NoFilter" })),
  );
  const more = others.length === 0 ? {} : { visualInteractions: others };
  return assemble(page.id, page.title, drafts, bands, more);
}

/** A hidden page that a right click on a value of its key leads to. */
export function drillThroughPage(drill: DrillThrough): ReportPage {
  const field = fieldExpression(columnField(drill.of.view, drill.key));
  const filter = stableId("filter", drill.id);
  const drafts = [cards(drill.of, drill.id), rowList(drill.of, drill.id, drill.list, "logged_at")];
  const bands = [equalBand(1, CARD_HEIGHT), equalBand(1, 2 * LIST_HEIGHT)];
  return assemble(drill.id, drill.title, drafts, bands, {
    type: "Drillthrough",
    visibility: "HiddenInViewMode",
    filterConfig: { filters: [{ name: filter, field, type: "Categorical", howCreated: "Drillthrough" }] },
    pageBinding: {
      name: stableId("binding", drill.id),
      type: "Drillthrough",
      parameters: [{ name: `Param_${filter}`, boundFilter: filter, fieldExpr: field }],
    },
  });
}

function assemble(
  id: string,
  title: string,
  drafts: readonly VisualDraft[],
  bands: readonly Band[],
  more: object,
): ReportPage {
  const { height, places } = layOut(bands);
  const name = stableId("page", id);
  const seen = new Set<string>();
  const visuals = drafts.map((draft, order) => {
    if (seen.has(draft.name)) {
      throw new CareplusError("powerbi_visual", `the page ${id} has two visuals with the id ${draft.id}`);
    }
    seen.add(draft.name);
    const place = places[order] ?? { x: 0, y: height, width: 0, height: 0 };
    checkPlace(draft.id, place, height);
    return { name: draft.name, visual: visualFile(draft, place, order) };
  });
  const page = {
    $schema: SCHEMAS.page,
    name,
    displayName: title,
    displayOption: "FitToWidth",
    height,
    width: PAGE_WIDTH,
  };
  return { name, page: { ...page, ...more }, visuals };
}
