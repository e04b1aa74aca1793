/** A value of a row, as the Data API gives it. */
export type SqlCell = string | number | boolean | null;

export type SqlRow = Readonly<Record<string, SqlCell>>;

/** A connection to Redshift that keeps its temporary tables from call to call. */
export interface SqlSession {
  /** Runs statements as one transaction: all of them or none. */
  run(statements: readonly string[]): Promise<void>;
  /** All rows of one statement; none of one that changes rows. `:name` in it takes the parameter of that name. */
  read(sql: string, parameters?: Readonly<Record<string, string>>): Promise<readonly SqlRow[]>;
}
