import type { SqlSession } from "../warehouse/sql-session";
import { type StaleFile, staleFile } from "./stale-files";

/** Where stale files are deleted. */
export interface DiscardingLake {
  discard(files: readonly StaleFile[]): Promise<void>;
}

/**
 * Deletes files that a committed load has left stale, and takes them off the list; what an earlier loader left undone
 * as well. Neither order of events nor a repeat matters: a file is on the list until it is gone.
 *
 * @param find text of `warehouse/load/ledger/find_stale_files.sql`
 * @returns how many there were
 */
export async function discardStaleFiles(
  session: SqlSession,
  lake: DiscardingLake,
  find: string,
): Promise<number> {
  const files = (await session.read(find)).map(staleFile);
  await lake.discard(files);
  for (const run_id of new Set(files.map(({ runId }) => runId)))
    await session.read("delete from ops.stale_files where run_id = :run_id", { run_id });
  return files.length;
}
