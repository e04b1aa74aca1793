/** Of every function's Node: stack traces tell the lines of the TypeScript. */
export const NODE_OPTIONS = "--enable-source-maps";

/**
 * Of the loader's. V8 gives what is young up to 16 MiB a half and grows the rest along with it: 157 MB resident for
 * 2,000 objects, 106 MB with halves of 1 MiB, and no more time of the processor (bench/load.ts, decision 086).
 */
export const LOADER_NODE_OPTIONS = `${NODE_OPTIONS} --max-semi-space-size=1`;
