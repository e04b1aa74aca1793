import { RELATIONSHIPS } from "../../../warehouse/powerbi-generator/model-definition";
import type { DaxModel, DaxRow } from "../../dax/filter-context";
import type { MemoryWarehouse } from "../dashboards/memory-warehouse";
import { readTables } from "./read-project";

/** Imports the views as Power BI would: columns and measures as the committed TMDL names them. */
export async function loadDaxModel(warehouse: MemoryWarehouse): Promise<DaxModel> {
  const tables = new Map<string, readonly DaxRow[]>();
  const measures = new Map<string, string>();
  for (const table of readTables().values()) {
    const columns = [...table.columns].filter(([, { source }]) => !table.made.includes(source));
    const list = columns.map(([name, { source }]) => `${source} as "${name}"`).join(", ");
    tables.set(table.name, (await warehouse.query(`select ${list} from ${table.view}`)) as DaxRow[]);
    for (const [name, dax] of table.measures) measures.set(name, dax);
  }
  return { tables, measures, relationships: RELATIONSHIPS };
}
