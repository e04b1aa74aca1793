import { RedshiftFault } from "./redshift-fault";

/** Limits of one BatchExecuteStatement: https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html */
export const STATEMENT_LIMITS = { statementBytes: 100_000, statements: 40 } as const;

/** @throws RedshiftFault `redshift_limits` when a batch is empty, too long, or holds a statement that is too large */
export function requireWithinLimits(statements: readonly string[]): void {
  if (statements.length === 0 || statements.length > STATEMENT_LIMITS.statements)
    throw new RedshiftFault(
      "redshift_limits",
      `a transaction takes 1 to ${STATEMENT_LIMITS.statements} statements, not ${statements.length}`,
    );
  for (const [place, statement] of statements.entries()) {
    const bytes = Buffer.byteLength(statement);
    if (bytes > STATEMENT_LIMITS.statementBytes)
      throw new RedshiftFault(
        "redshift_limits",
        `a statement takes ${STATEMENT_LIMITS.statementBytes} bytes, not ${bytes}`,
        place,
      );
  }
}

/** Splits statements that need no common transaction, in their order, into batches that are not too long. */
export function splitStatements(statements: readonly string[]): readonly (readonly string[])[] {
  const batches: (readonly string[])[] = [];
  for (let first = 0; first < statements.length; first += STATEMENT_LIMITS.statements)
    batches.push(statements.slice(first, first + STATEMENT_LIMITS.statements));
  return batches;
}
