/** A constant in PBIR's expression form. */
export interface Literal {
  readonly expr: { readonly Literal: { readonly Value: string } };
}

/** Texts stand in single quotes, which are doubled inside; whole numbers end in L, truth values are bare. */
export function literal(value: string | boolean): Literal {
  const text = typeof value === "boolean" ? String(value) : `'${value.replaceAll("'", "''")}'`;
  return { expr: { Literal: { Value: text } } };
}
