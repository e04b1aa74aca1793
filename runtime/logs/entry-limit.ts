/** Longest entry that is parsed, DATA.md section 2. */
export const LARGEST_ENTRY_BYTES = 1 << 20;
