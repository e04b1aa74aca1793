import { readReportJson } from "../read-project";

/** A column or a measure in a role of a visual, under the name that people read. */
export interface Projection {
  readonly kind: "Column" | "Measure";
  readonly table: string;
  readonly property: string;
  readonly name: string;
}

/** A visual as its committed file has it. */
export interface ReportVisual {
  readonly type: string;
  readonly title: string;
  readonly subtitle: string;
  readonly place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly roles: Readonly<Record<string, readonly Projection[]>>;
  readonly sort: { readonly by: Projection; readonly isDescending: boolean } | undefined;
}

export interface ReportPage {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** In the order of the tab key. */
  readonly visuals: readonly ReportVisual[];
}

interface FieldJson {
  readonly Column?: { Expression: { SourceRef: { Entity: string } }; Property: string };
  readonly Measure?: FieldJson["Column"];
}

interface VisualJson {
  readonly position: ReportVisual["place"] & { readonly tabOrder: number };
  readonly visual: {
    readonly visualType: string;
    readonly query: {
      queryState: Record<string, { projections: { field: FieldJson; displayName: string }[] }>;
      sortDefinition?: { sort: { field: FieldJson; direction: string }[] };
    };
    readonly visualContainerObjects: Record<string, { properties: { text?: TextJson } }[]>;
  };
}

interface TextJson {
  readonly expr: { Literal: { Value: string } };
}

/** The committed page of this title. */
export function readReportPage(title: string): ReportPage {
  const files = [...readReportJson()];
  const [path, page] = files.find(
    ([, value]) => (value as { displayName?: string }).displayName === title,
  ) as [string, { width: number; height: number }];
  const folder = path.slice(0, -"page.json".length);
  const visuals = files
    .filter(([file]) => file.startsWith(`${folder}visuals/`))
    .map(([, value]) => value as VisualJson)
    .sort((one, other) => one.position.tabOrder - other.position.tabOrder);
  return { title, width: page.width, height: page.height, visuals: visuals.map(readVisual) };
}

function readVisual({ position, visual }: VisualJson): ReportVisual {
  const { queryState, sortDefinition } = visual.query;
  const roles = Object.entries(queryState).map(([role, { projections }]) => [
    role,
    projections.map(({ field, displayName }) => readField(field, displayName)),
  ]);
  const sort = sortDefinition?.sort[0];
  return {
    type: visual.visualType,
    title: readText(visual, "title"),
    subtitle: readText(visual, "subTitle"),
    place: position,
    roles: Object.fromEntries(roles) as ReportVisual["roles"],
    sort: sort && { by: readField(sort.field, ""), isDescending: sort.direction === "Descending" },
  };
}

function readField({ Column, Measure }: FieldJson, name: string): Projection {
  const found = Column ?? Measure!;
  return {
    kind: Column === undefined ? "Measure" : "Column",
    table: found.Expression.SourceRef.Entity,
    property: found.Property,
    name,
  };
}

function readText({ visualContainerObjects }: VisualJson["visual"], part: string): string {
  const text = visualContainerObjects[part]?.[0]?.properties.text?.expr.Literal.Value ?? "''";
  return text.slice(1, -1).replaceAll("''", "'");
}
