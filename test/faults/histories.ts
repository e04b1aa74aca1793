/** How many histories happen, and the seed of the first: few in `npm test`; `npm run test:faults` asks for more. */
export function histories(usually: number): { readonly count: number; readonly seed: number } {
  const { CAREPLUS_FAULT_HISTORIES: count, CAREPLUS_FAULT_SEED: seed } = process.env;
  return { count: Number(count ?? usually), seed: Number(seed ?? 1) };
}
