import type { CodeArray } from "../../warehouse/read-codes";

/** The rows from `firsts` to before `ends`, run by run; see Runs. */
interface RowRuns {
  readonly firsts: Uint32Array;
  readonly ends: Uint32Array;
}

/**
 * The loops over millions of rows that run at each click. They are plain, and made anew for each width of codes:
 * a loop that has seen arrays of one width only is up to twice as fast (npm run bench:dashboards).
 */
interface Kernels {
  /** Counts rows by code. */
  count(codes: CodeArray, counters: Uint32Array): void;
  /** Writes the numbers of the rows whose code is kept (`steps` is 1) and returns how many there are. */
  choose(runs: RowRuns, codes: CodeArray, steps: Uint8Array, chosen: CodeArray): number;
  /** The codes of these rows. */
  gather(codes: CodeArray, rows: CodeArray, found: CodeArray): void;
  /** Counts rows by group and code: `size` counters a group. */
  cross(groups: CodeArray, codes: CodeArray, size: number, counters: Uint32Array): void;
  /** The same where all rows of a run have one group. */
  crossRuns(runs: RowRuns, groups: Uint32Array, codes: CodeArray, size: number, counters: Uint32Array): void;
  /** Marks for each code, in `width` bytes, the groups that have a row of it: a bit each. */
  mark(groups: CodeArray, codes: CodeArray, width: number, seen: Uint8Array): void;
  /** The same where all rows of a run have one group. */
  markRuns(runs: RowRuns, groups: Uint32Array, codes: CodeArray, width: number, seen: Uint8Array): void;
  /** Notes the depth at each row whose code differs from that of the row before, unless another is noted there. */
  noteChanges(codes: CodeArray, depth: number, changes: Uint8Array): void;
}

/** Kernels for codes of the same width as these. */
export function kernelsFor({ BYTES_PER_ELEMENT }: CodeArray): Kernels {
  if (BYTES_PER_ELEMENT === 1) return BYTES;
  return BYTES_PER_ELEMENT === 2 ? SHORTS : WORDS;
}

function makeKernels(): Kernels {
  return {
    count(codes, counters) {
      for (let row = 0; row < codes.length; row += 1) {
        const code = codes[row] as number;
        counters[code] = (counters[code] as number) + 1;
      }
    },
    choose({ firsts, ends }, codes, steps, chosen) {
      // Without a branch: which rows are kept cannot be foretold.
      let count = 0;
      for (let run = 0; run < firsts.length; run += 1) {
        const end = ends[run] as number;
        for (let row = firsts[run] as number; row < end; row += 1) {
          chosen[count] = row;
          count += steps[codes[row] as number] as number;
        }
      }
      return count;
    },
    gather(codes, rows, found) {
      for (let index = 0; index < rows.length; index += 1)
        found[index] = codes[rows[index] as number] as number;
    },
    cross(groups, codes, size, counters) {
      for (let row = 0; row < codes.length; row += 1) {
        const place = (groups[row] as number) * size + (codes[row] as number);
        counters[place] = (counters[place] as number) + 1;
      }
    },
    crossRuns({ firsts, ends }, groups, codes, size, counters) {
      for (let run = 0; run < firsts.length; run += 1) {
        const base = (groups[run] as number) * size;
        const end = ends[run] as number;
        for (let row = firsts[run] as number; row < end; row += 1) {
          const place = base + (codes[row] as number);
          counters[place] = (counters[place] as number) + 1;
        }
      }
    },
    mark(groups, codes, width, seen) {
      for (let row = 0; row < codes.length; row += 1) {
        const group = groups[row] as number;
        const place = (codes[row] as number) * width + (group >> 3);
        seen[place] = (seen[place] as number) | (1 << (group & 7));
      }
    },
    markRuns({ firsts, ends }, groups, codes, width, seen) {
      for (let run = 0; run < firsts.length; run += 1) {
        const group = groups[run] as number;
        const [byte, mark, end] = [group >> 3, 1 << (group & 7), ends[run] as number];
        for (let row = firsts[run] as number; row < end; row += 1) {
          const place = (codes[row] as number) * width + byte;
          seen[place] = (seen[place] as number) | mark;
        }
      }
    },
    noteChanges(codes, depth, changes) {
      for (let row = 1; row < codes.length; row += 1) {
        if (codes[row] !== codes[row - 1] && changes[row] === 0) changes[row] = depth;
      }
    },
  };
}

const BYTES = makeKernels();
const SHORTS = makeKernels();
const WORDS = makeKernels();
