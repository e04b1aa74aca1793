/**
 * Of the loader's Node. V8 gives what is young up to 16 MiB a half and grows the rest along with it: 157 MB resident for
 * 2,000 objects, 106 MB with halves of 1 MiB, and no more time of the processor (bench/load.ts, decision 086).
 */
export const LOADER_NODE_OPTIONS = "--enable-source-maps --max-semi-space-size=1";
