import type { SqlRow, SqlSession } from "../../../runtime/warehouse/sql-session";

/** Stands in for Redshift: records what it is asked, answers queries by their beginning, and refuses all others. */
export class RecordedSession implements SqlSession {
  readonly transactions: (readonly string[])[] = [];
  readonly reads: { readonly sql: string; readonly parameters: Readonly<Record<string, string>> }[] = [];

  constructor(private readonly answers: Readonly<Record<string, readonly SqlRow[]>>) {}

  async run(statements: readonly string[]): Promise<void> {
    this.transactions.push(statements);
  }

  async read(sql: string, parameters: Readonly<Record<string, string>> = {}): Promise<readonly SqlRow[]> {
    this.reads.push({ sql, parameters });
    const found = Object.entries(this.answers).find(([beginning]) => sql.startsWith(beginning));
    if (found === undefined) throw new Error(`nobody expected ${sql}`);
    return found[1];
  }
}
