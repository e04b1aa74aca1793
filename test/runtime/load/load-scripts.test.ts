import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import {
  FIND_OTHER_FILES,
  FIND_STALE_FILES,
  LOG_SCRIPTS,
  TICKET_SCRIPTS,
} from "../../../runtime/load/load-scripts";
import { warehouseSql } from "../../../runtime/warehouse/warehouse-sql";

const FOLDER = join(__dirname, "../../../warehouse/load");
const PLANNED = [
  FIND_STALE_FILES,
  FIND_OTHER_FILES,
  ...[TICKET_SCRIPTS, LOG_SCRIPTS].flatMap(({ check, findLost, countLost, apply }) => [
    check,
    findLost,
    countLost,
    ...apply,
  ]),
];
/** Run by the reconciliation, outside the load's transaction. */
const RECONCILIATION = [
  "reconciliation/count_tickets",
  "reconciliation/count_warehouse",
  "reconciliation/delete_old_checks",
];

describe("the load statements", () => {
  it("are the files of warehouse/load, none left over and none missing", () => {
    const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".sql"))
      .map((file) => file.replaceAll("\\", "/").replace(/\.sql$/, ""));

    expect([...new Set([...PLANNED, ...RECONCILIATION])]).to.have.members(files);
  });

  for (const name of new Set(PLANNED)) {
    it(`${name} takes no value, ends no transaction and is one statement`, () => {
      const code = (warehouseSql()[`load/${name}`] ?? "").replaceAll(/--.*$/gm, "");

      expect(code.trim()).to.match(
        /^(create temp table \w+ as|insert into|delete from|update|select|with)\b/,
      );
      expect(code).to.not.match(/[?;$]|:\w|\b(truncate|commit|rollback)\b|current_|now\(/i);
    });
  }

  for (const [dataset, { findLost, apply }] of [
    ["tickets", TICKET_SCRIPTS],
    ["logs", LOG_SCRIPTS],
  ] as const) {
    it(`of ${dataset} read no staging table before it is made`, () => {
      const made = new Set([
        "stg_loads",
        "stg_load_files",
        "stg_quarantine",
        "stg_tickets",
        "stg_log_entries",
      ]);
      const unmade: string[] = [];
      for (const name of [findLost, ...apply]) {
        const code = (warehouseSql()[`load/${name}`] ?? "").replaceAll(/--.*$/gm, "");
        const read = [...code.matchAll(/\b(?:from|join) (stg_\w+)/g)].map(([, table]) => table ?? "");
        unmade.push(...read.filter((table) => !made.has(table)).map((table) => `${name} reads ${table}`));
        const table = /^\s*create temp table (\w+)/.exec(code)?.[1];
        if (table !== undefined) made.add(table);
      }

      expect(unmade).to.deep.equal([]);
    });
  }
});
