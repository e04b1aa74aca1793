import type { Command } from "commander";
import { readState } from "../owner/open-reader";
import type { WarehouseReader } from "../warehouse/reader";
import { type CommandOptions, command } from "./command";
import { printTable } from "./print-table";

export function statusCommand(): Command {
  return command("status", "show freshness, the newest loads, and what is in quarantine and why").action(
    async (options: CommandOptions) => {
      const status = await readStatus(readState(options.state));
      if (options.json) {
        process.stdout.write(`${JSON.stringify(status)}\n`);
        return;
      }
      for (const [title, rows] of Object.entries(status)) {
        process.stdout.write(`\n${title}\n`);
        if (rows.length === 0) process.stdout.write("nothing yet\n");
        printTable(rows);
      }
    },
  );
}

async function readStatus(reader: WarehouseReader) {
  return {
    freshness: await reader.query("select * from rpt.freshness order by dataset"),
    totals: await reader.query(
      `select dataset, count(*) as objects, sum(records_in) as records_in, sum(kept) as kept,
              sum(duplicate) as duplicate, sum(rejected) as rejected, sum(loaded) as loaded
       from ops.loads group by dataset order by dataset`,
    ),
    ledger: await reader.query(
      `select dataset, source_object, records_in, kept, duplicate, rejected, loaded, loaded_at
       from ops.loads order by loaded_at desc, source_object limit 10`,
    ),
    quarantine: await reader.query(
      "select dataset, reason, records from rpt.rejections order by dataset, records desc",
    ),
    reconciliation: await reader.query(
      `select check_name, source_value, warehouse_value, is_match, checked_at from ops.reconciliation
       where checked_at = (select max(checked_at) from ops.reconciliation) order by check_name`,
    ),
  };
}
