import { CareplusError } from "../errors";

export type RedshiftFaultCode =
  | "warehouse_statement_failed"
  | "redshift_conflict"
  | "redshift_timeout"
  | "redshift_limits";

/** A fault that Redshift or its Data API reported; `statement` is the place of the failed statement in its batch. */
export class RedshiftFault extends CareplusError {
  constructor(
    code: RedshiftFaultCode,
    message: string,
    readonly statement?: number,
  ) {
    super(code, message);
    this.name = "RedshiftFault";
  }
}

/**
 * Tells a conflict between transactions, which a repeat may cure, from other failures.
 * Error 1023: https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation-serializable-isolation-troubleshooting.html
 */
export function failureOf(message: string, statement: number | undefined): RedshiftFault {
  const isConflict = /\b1023\b|serializable isolation violation|conflict with concurrent transaction/i.test(
    message,
  );
  return isConflict
    ? new RedshiftFault("redshift_conflict", `Redshift refused a concurrent write: ${message}`, statement)
    : new RedshiftFault(
        "warehouse_statement_failed",
        `Redshift could not run a statement: ${message}`,
        statement,
      );
}
