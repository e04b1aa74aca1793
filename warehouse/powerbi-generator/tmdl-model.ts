import type { Page } from "../dashboards";
import { text } from "./m-query";
import { MODEL_TABLES, RELATIONSHIPS, type Relationship } from "./model-definition";
import { modelMeasures } from "./model-measures";
import { sortOrders } from "./sort-orders";
import { stableGuid } from "./stable-id";
import { tmdlTable } from "./tmdl-table";
import { describe, indent, tmdlFile, tmdlName } from "./tmdl-text";

/** Where the tables are imported from; `bind` writes those of a stack. */
export interface Source {
  /** Host and port. */
  readonly server: string;
  readonly database: string;
}

/** What the project in git says: a host that cannot exist, so that nothing is read from a wrong warehouse. */
export const UNBOUND: Source = { server: "not-bound.invalid:5439", database: "careplus" };

/** Newest features of the model that are used: Power BI Desktop of 2024 and later. */
const COMPATIBILITY_LEVEL = 1601;

/** The files of the model by their path under `definition/`. */
export function modelFiles(pages: readonly Page[], source: Source): Record<string, string> {
  const measures = modelMeasures(pages);
  const orders = sortOrders(pages);
  const files: Record<string, string> = {
    "database.tmdl": tmdlFile(["database", ...indent(1, `compatibilityLevel: ${COMPATIBILITY_LEVEL}`)]),
    "model.tmdl": modelFile(),
    "expressions.tmdl": tmdlFile([
      ...parameter(
        "RedshiftServer",
        source.server,
        "Address of the warehouse's Redshift workgroup: host and port",
      ),
      "",
      ...parameter("RedshiftDatabase", source.database, "Database of the warehouse"),
    ]),
    "relationships.tmdl": tmdlFile(RELATIONSHIPS.flatMap(relationshipLines).slice(0, -1)),
  };
  for (const table of MODEL_TABLES) {
    files[`tables/${table.name}.tmdl`] = tmdlTable(
      table,
      measures.filter((measure) => measure.table === table.name),
      orders.filter((order) => order.table === table.name),
    );
  }
  return files;
}

/** Date tables that Power BI would make by itself are switched off: the model brings its own. */
function modelFile(): string {
  return tmdlFile([
    "model Model",
    ...indent(
      1,
      "culture: en-US",
      "defaultPowerBIDataSourceVersion: powerBI_V3",
      "discourageImplicitMeasures",
      "sourceQueryCulture: en-US",
    ),
    "",
    "annotation __PBI_TimeIntelligenceEnabled = 0",
    "",
    ...MODEL_TABLES.map(({ name }) => `ref table ${tmdlName(name)}`),
  ]);
}

function parameter(name: string, value: string, description: string): string[] {
  const meta = '[IsParameterQuery=true, Type="Text", IsParameterQueryRequired=true]';
  return [
    ...describe(0, description),
    `expression ${name} = ${text(value)} meta ${meta}`,
    ...indent(1, `lineageTag: ${stableGuid("expression", name)}`),
  ];
}

function relationshipLines({ from, to, isActive }: Relationship): string[] {
  return [
    `relationship ${stableGuid("relationship", from.table, from.column, to.table, to.column)}`,
    ...indent(
      1,
      ...(isActive ? [] : ["isActive: false"]),
      `fromColumn: ${tmdlName(from.table)}.${tmdlName(from.column)}`,
      `toColumn: ${tmdlName(to.table)}.${tmdlName(to.column)}`,
      "",
    ),
  ];
}
