import { mkdir, readdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { TICKET_QUARANTINE, TICKETS } from "../../runtime/contracts/tickets";
import type { FolderStore } from "../store/folder-store";
import { exportColumns } from "./export-columns";
import { textLiteral } from "./sql-text";

/**
 * Dates written by one COPY. Each open partition buffers its columns: all 2,000 dates of a hostile table at once ran
 * out of 400 MB. In batches they take 6 s, and 31 dates of 900,000 rows take 1.1 s, no longer than all at once.
 */
const DATES_PER_COPY = 16;
/** Rows are buffered until a row group is full: DuckDB's own 122,880 took 60 MB more for 180,000 rejected rows. */
const FORMAT = "format parquet, compression snappy, row_group_size 20480";

/** Writes the relation `tickets` as one object a created_date; returns their keys. Rows with another date are left. */
export async function publishTickets(
  connection: DuckDBConnection,
  lake: FolderStore,
  run: string,
  draftDir: string,
): Promise<string[]> {
  const dates = await createdDates(connection);
  const keys: string[] = [];
  for (let index = 0; index < dates.length; index += DATES_PER_COPY) {
    const batch = dates.slice(index, index + DATES_PER_COPY);
    const [first, last] = [batch[0] ?? "", batch.at(-1) ?? ""];
    await connection.run(
      `copy (
         select ${exportColumns(TICKETS)}, created_date from tickets
         where created_date between ${textLiteral(first)} and ${textLiteral(last)}
       ) to ${textLiteral(draftDir)}
       (${FORMAT}, partition_by (created_date), filename_pattern 'part_{i}', overwrite_or_ignore)`,
    );
    for (const date of batch) keys.push(...(await publishDate(lake, date, run, draftDir)));
  }
  return keys;
}

/** Writes the relation `ticket_quarantine` as one object, or none where nothing was rejected; returns its key. */
export async function publishQuarantine(
  connection: DuckDBConnection,
  lake: FolderStore,
  run: string,
  draftDir: string,
): Promise<string> {
  const key = `quarantine/tickets/${run}.parquet`;
  const draft = `${draftDir}/quarantine.parquet`;
  await connection.run(
    `copy (select ${exportColumns(TICKET_QUARANTINE)} from ticket_quarantine)
     to ${textLiteral(draft)} (${FORMAT})`,
  );
  await publishFile(draft, lake.pathOf(key));
  return key;
}

/** Publishes what DuckDB wrote of one date: one file, as it never begins another for a partition that is open. */
async function publishDate(
  lake: FolderStore,
  date: string,
  run: string,
  draftDir: string,
): Promise<string[]> {
  const partition = `created_date=${date}`;
  const files = await readdir(join(draftDir, partition));
  const keys: string[] = [];
  for (const [index, file] of files.sort().entries()) {
    const key = `processed/tickets/${partition}/${run}${index === 0 ? "" : `-${index}`}.parquet`;
    await publishFile(join(draftDir, partition, file), lake.pathOf(key));
    keys.push(key);
  }
  return keys;
}

/** The object appears whole, in one step, and takes the place of one that an earlier transformation wrote. */
async function publishFile(draft: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await rename(draft, path);
}

async function createdDates(connection: DuckDBConnection): Promise<string[]> {
  const reader = await connection.runAndReadAll(
    "select distinct cast(created_date as varchar) from tickets order by 1",
  );
  return reader.getRows().map(([date]) => String(date));
}
