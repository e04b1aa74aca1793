import type { CodeArray } from "../../warehouse/read-codes";
import type { ChosenRows } from "./chosen-rows";
import type { ColumnTable } from "./column-table";
import type { Grouping } from "./grouping";
import { kernelsFor } from "./kernels";
import { columnKey, type NeededColumn } from "./needed-columns";
import type { Runs } from "./runs";

/** Runs with the group of each. */
interface GroupedRuns {
  readonly runs: Runs;
  readonly groups: Uint32Array;
}

/** Rows of each group. */
export function countRows(rows: ChosenRows, grouping: Grouping): Uint32Array {
  const counts = new Uint32Array(grouping.count);
  const byRun = groupRuns(rows, grouping);
  if (byRun !== undefined) byRun.runs.addLengths(byRun.groups, counts);
  else countEach(grouping.ofRows(), counts);
  return counts;
}

/** Rows of each group and code of a column, the codes of one group after those of another. */
export function countCodes(
  table: ColumnTable,
  rows: ChosenRows,
  needed: NeededColumn,
  grouping: Grouping | undefined,
): Uint32Array {
  const { size, codes: all } = table.column(needed);
  const counters = new Uint32Array((grouping?.count ?? 1) * size);
  const byRun = groupRuns(rows, grouping);
  const ofRuns = byRun?.runs.codesOf(columnKey(needed));
  if (byRun !== undefined && ofRuns !== undefined) {
    const places = ofRuns.map((code, run) => (byRun.groups[run] as number) * size + code);
    byRun.runs.addLengths(places, counters);
  } else if (byRun !== undefined) {
    kernelsFor(all).crossRuns(byRun.runs, byRun.groups, all, size, counters);
  } else if (grouping === undefined) {
    countEach(rows.codes(needed), counters);
  } else {
    const codes = rows.codes(needed);
    kernelsFor(codes).cross(grouping.ofRows(), codes, size, counters);
  }
  return counters;
}

/** For each code of a column, in whole bytes, a bit for each group that has a row of it. */
export function markCodes(
  table: ColumnTable,
  rows: ChosenRows,
  needed: NeededColumn,
  grouping: Grouping | undefined,
): Uint8Array {
  const { size, codes: all } = table.column(needed);
  const width = Math.ceil((grouping?.count ?? 1) / 8);
  const seen = new Uint8Array(size * width);
  const byRun = groupRuns(rows, grouping);
  if (byRun !== undefined) {
    kernelsFor(all).markRuns(byRun.runs, byRun.groups, all, width, seen);
  } else {
    const codes = rows.codes(needed);
    kernelsFor(codes).mark(grouping?.ofRows() ?? new Uint8Array(codes.length), codes, width, seen);
  }
  return seen;
}

/** Undefined where the rows of one run may be in several groups, or are no whole runs. */
function groupRuns({ runs }: ChosenRows, grouping: Grouping | undefined): GroupedRuns | undefined {
  if (runs === undefined) return undefined;
  const groups = grouping === undefined ? new Uint32Array(runs.count) : grouping.ofRuns();
  return groups && { runs, groups };
}

function countEach(codes: CodeArray, counters: Uint32Array): void {
  kernelsFor(codes).count(codes, counters);
}
