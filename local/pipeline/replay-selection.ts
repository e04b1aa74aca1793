import {
  asksLedger,
  type ChoiceName,
  type ChosenLoad,
  chooseByLedger,
  loadId,
} from "../../runtime/replay/ledger-choice";
import { isNamed, type ReplaySelection } from "../../runtime/replay/selection";
import type { LoadedVersion, LocalWarehouse } from "../warehouse/local-warehouse";
import type { Row } from "../warehouse/reader";
import { readSql } from "../warehouse/sql-files";

/** The ledger's rows that fit the selection, oldest first. */
export async function chooseLoads(
  warehouse: LocalWarehouse,
  selection: ReplaySelection,
): Promise<readonly LoadedVersion[]> {
  const loaded = [
    ...(await warehouse.loadedVersions("tickets")).values(),
    ...(await warehouse.loadedVersions("logs")).values(),
  ].flat();
  if (!asksLedger(selection))
    return loaded
      .filter(({ sourceObject }) => isNamed(selection, sourceObject))
      .sort((a, b) => a.transformedAt.getTime() - b.transformedAt.getTime());
  const versions = new Map(loaded.map((version) => [loadId(version), version]));
  const chosen = await chooseByLedger(selection, (name, parameters) => ask(warehouse, name, parameters));
  return chosen.flatMap((load: ChosenLoad) => versions.get(loadId(load)) ?? []);
}

/** DuckDB knows parameters by number, the Data API by name. */
function ask(
  warehouse: LocalWarehouse,
  name: ChoiceName,
  parameters: Readonly<Record<string, string>>,
): Promise<Row[]> {
  const names = Object.keys(parameters);
  const sql = readSql(`replay/${name}`).replaceAll(/:(\w+)/g, (_, given) => `$${names.indexOf(given) + 1}`);
  return warehouse.query(sql, Object.values(parameters));
}
