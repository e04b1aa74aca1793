import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { jdbcUrl } from "../../../local/spark/jdbc-url";
import type { FolderStore } from "../../../local/store/folder-store";
import type { TicketExtraction } from "../../../local/tickets/extract";
import { parseMysqlUrl } from "../../../local/tickets/mysql-url";
import { sharedSpark } from "./shared-spark";

/** Runs the extraction's job with arguments that the embedded platform does not give it. */
export function runExtractJob(
  lake: FolderStore,
  mysqlUrl: string,
  minute: number,
  more: Readonly<Record<string, string>>,
): Promise<TicketExtraction> {
  const address = parseMysqlUrl(mysqlUrl);
  return sharedSpark.run("extract_tickets", {
    lake: pathToFileURL(lake.pathOf("raw").replace(/raw$/, "")).href,
    jdbc_url: jdbcUrl(address),
    user: address.user,
    run_id: `run-${minute}`,
    now: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
    source_sql: pathToFileURL(resolve("glue/sql/source")).href,
    ...more,
  });
}
