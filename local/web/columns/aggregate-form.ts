/**
 * What a measure's SQL asks for. The inner expression stays SQL and is computed by the database; only these five
 * aggregate functions of standard SQL, which hold no rule of the business, are known outside of it.
 */
export type AggregateForm =
  | { readonly kind: "rows" }
  | { readonly kind: "count"; readonly expression: string }
  | { readonly kind: "distinct"; readonly expression: string }
  | { readonly kind: "mean"; readonly expression: string }
  | { readonly kind: "percentile"; readonly expression: string; readonly share: number };

const PERCENTILE = /^percentile_cont\((0\.\d+)\) within group \(order by (\w+)\)$/;
const CALL = /^(count|avg)\((distinct )?(.+)\)$/;
/** The cast keeps Redshift from cutting averages of whole numbers; numbers are doubles here anyway. */
const AS_DOUBLE = /^cast\((\w+) as double precision\)$/;

/** The form of a measure's SQL; undefined for one that only the database can compute. */
export function aggregateForm(sql: string): AggregateForm | undefined {
  if (sql === "count(*)") return { kind: "rows" };
  const [, share, ordered] = PERCENTILE.exec(sql) ?? [];
  if (share !== undefined && ordered !== undefined) {
    return { kind: "percentile", expression: ordered, share: Number(share) };
  }
  const [, name, distinct, argument] = CALL.exec(sql) ?? [];
  if (argument === undefined || !isBalanced(argument)) return undefined;
  const expression = AS_DOUBLE.exec(argument)?.[1] ?? argument;
  if (name === "avg") return distinct === undefined ? { kind: "mean", expression } : undefined;
  return { kind: distinct === undefined ? "count" : "distinct", expression };
}

/** Whether the text is one argument, and not the inside of `count(a) / count(b)`. */
function isBalanced(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    if (sign === "(") depth += 1;
    if (sign === ")") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
