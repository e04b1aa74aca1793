import { join } from "node:path";
import { expect } from "chai";
import { generate } from "../../../local/generate/generate";
import { FolderStore } from "../../../local/store/folder-store";
import type { ColumnType, Dataset } from "../../../runtime/contracts";
import { LOG_QUARANTINE, LOGS, TICKET_QUARANTINE, TICKETS } from "../../../runtime/contracts";
import { careplusJson } from "../../fixtures/careplus";
import { readWithDuckdb, readWithPyarrow, type SeenFile } from "../../readers/parquet-readers";
import { importDump } from "../generate/import-dump";
import { allShareTicketDatabase } from "../tickets/shared-ticket-database";
import type { TicketDatabase } from "../tickets/ticket-database";

/** What pyarrow calls each type of the contracts. */
const ARROW_TYPES: Readonly<Record<ColumnType, string>> = {
  string: "string",
  int: "int32",
  bigint: "int64",
  double: "double",
  boolean: "bool",
  timestamp: "timestamp[us, tz=UTC]",
  date: "date32[day]",
  "string[]": "list<element: string>",
};

const ZONES: readonly { readonly prefix: string; readonly dataset: Dataset }[] = [
  { prefix: "processed/tickets", dataset: TICKETS },
  { prefix: "processed/logs", dataset: LOGS },
  { prefix: "quarantine/tickets", dataset: TICKET_QUARANTINE },
  { prefix: "quarantine/logs", dataset: LOG_QUARANTINE },
];

describe("the Parquet files of a run", () => {
  let db: TicketDatabase;
  let lake: FolderStore;

  allShareTicketDatabase((started) => {
    db = started;
  });
  before(async () => {
    const data = join(db.dir, "data");
    await generate({ days: 2, tickets: 300, seed: 7, out: data });
    await importDump(db.connection, join(data, "support_tickets.sql"));
    const state = join(db.dir, "state");
    await careplusJson("run", "--mysql", db.url, "--logs", join(data, "logs"), "--state", state);
    lake = new FolderStore(join(state, "lake"));
  });

  for (const { prefix, dataset } of ZONES) {
    describe(prefix, () => {
      let files: string[];
      let seen: SeenFile[];

      before(async () => {
        files = [];
        for await (const { key } of lake.list(prefix)) files.push(join(db.dir, "state/lake", key));
        seen = await readWithPyarrow(files);
      });

      it("have the columns and types of the contract, and take NULL where it does", () => {
        const contract = dataset.columns.map(({ name, type }) => [name, ARROW_TYPES[type]]);
        const nullable = dataset.columns.filter((column) => column.nullable).map(({ name }) => name);

        expect(files).to.not.deep.equal([]);
        for (const { schema } of seen) {
          expect(schema.map(([name, type]) => [name, type.replace(" not null", "")])).to.deep.equal(contract);
          // DuckDB and Spark declare every column nullable: what is never NULL shows in the values alone.
          expect(schema.filter(([, , isNullable]) => isNullable).map(([name]) => name)).to.include.members(
            nullable,
          );
        }
      });

      it("have no NULL where the contract has none", () => {
        for (const { rows } of seen) {
          const withNull = dataset.columns.filter((_, index) => rows.some((row) => row[index] === null));

          expect(withNull.filter(({ nullable }) => !nullable)).to.deep.equal([]);
        }
      });

      it("hold the same values for pyarrow and DuckDB", async () => {
        for (const [index, file] of files.entries()) {
          expect(await readWithDuckdb(file), file).to.deep.equal(seen[index]?.rows);
        }
      });
    });
  }
});
