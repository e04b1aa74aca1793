import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import {
  BatchExecuteStatementCommand,
  CancelStatementCommand,
  DescribeStatementCommand,
  type DescribeStatementCommandOutput,
  ExecuteStatementCommand,
  type Field,
  GetStatementResultCommand,
  type RedshiftDataClient,
} from "@aws-sdk/client-redshift-data";
import { failureOf, RedshiftFault } from "./redshift-fault";
import type { SqlCell, SqlRow, SqlSession } from "./sql-session";
import { requireWithinLimits } from "./statement-limits";

/** Which warehouse is asked, and as whom. */
export interface DataApiTarget {
  readonly workgroup: string;
  readonly database: string;
  /** Of the administrator; without it the caller's own IAM role is the database user. */
  readonly secretArn?: string;
  /** Longest that a batch of statements may take; a Lambda's own limit comes after it. Default: 5 minutes. */
  readonly limitMs?: number;
}

/** Longest that one call waits for its statement: https://docs.aws.amazon.com/redshift-data/latest/APIReference/ */
const WAIT_SECONDS = 30;
/** How long a session outlives its last statement: longer than anything a load does between two of them. */
const SESSION_SECONDS = 300;
/** Between two calls, so that a server that does not wait is not hammered. */
const PAUSE_MS = 100;
const DEFAULT_LIMIT_MS = 300_000;

type Started = {
  readonly Id?: string | undefined;
  readonly Status?: string | undefined;
  readonly SessionId?: string | undefined;
  readonly HasResultSet?: boolean | undefined;
};

interface Finished {
  readonly id: string;
  /** Of a statement that changes rows there is no result, and to ask for one is an error. */
  readonly hasRows: boolean;
}

/** A session of the Redshift Data API: no network interface, no driver, no password. */
export class DataApiSession implements SqlSession {
  private sessionId: string | undefined;

  constructor(
    private readonly client: RedshiftDataClient,
    private readonly target: DataApiTarget,
  ) {}

  /**
   * @throws RedshiftFault `warehouse_statement_failed` with Redshift's own sentence, `redshift_conflict` when another
   *   transaction was in the way, `redshift_timeout`, `redshift_limits`; then nothing was changed
   */
  async run(statements: readonly string[]): Promise<void> {
    requireWithinLimits(statements);
    const started = await this.client.send(
      new BatchExecuteStatementCommand({
        ...this.session(),
        Sqls: [...statements],
        // When the SDK sends a request twice, it is run once.
        ClientToken: randomUUID(),
        WaitTimeSeconds: WAIT_SECONDS,
      }),
    );
    await this.finish(started);
  }

  /** @throws RedshiftFault as `run` does */
  async read(sql: string, parameters: Readonly<Record<string, string>> = {}): Promise<readonly SqlRow[]> {
    requireWithinLimits([sql]);
    const given = Object.entries(parameters).map(([name, value]) => ({ name, value }));
    const started = await this.client.send(
      new ExecuteStatementCommand({
        ...this.session(),
        Sql: sql,
        ClientToken: randomUUID(),
        WaitTimeSeconds: WAIT_SECONDS,
        ...(given.length > 0 && { Parameters: given }),
      }),
    );
    const { id, hasRows } = await this.finish(started);
    return hasRows ? this.rows(id) : [];
  }

  /** A session that is going on names neither warehouse nor user: the API refuses both together. */
  private session(): object {
    if (this.sessionId !== undefined)
      return { SessionId: this.sessionId, SessionKeepAliveSeconds: SESSION_SECONDS };
    const { workgroup, database, secretArn } = this.target;
    return {
      WorkgroupName: workgroup,
      Database: database,
      SessionKeepAliveSeconds: SESSION_SECONDS,
      ...(secretArn !== undefined && { SecretArn: secretArn }),
    };
  }

  /** Waits until the statement has ended well. Each call waits on the server. */
  private async finish(started: Started): Promise<Finished> {
    this.sessionId = started.SessionId ?? this.sessionId;
    const id = started.Id;
    if (id === undefined)
      throw new RedshiftFault("warehouse_statement_failed", "Redshift started no statement.");
    if (started.Status === "FINISHED") return { id, hasRows: started.HasResultSet !== false };
    const limitMs = this.target.limitMs ?? DEFAULT_LIMIT_MS;
    const deadline = Date.now() + limitMs;
    for (;;) {
      const state = await this.client.send(
        new DescribeStatementCommand({ Id: id, WaitTimeSeconds: WAIT_SECONDS }),
      );
      if (state.Status === "FINISHED") return { id, hasRows: state.HasResultSet !== false };
      if (state.Status === "FAILED" || state.Status === "ABORTED") throw failure(state);
      if (Date.now() >= deadline) return this.giveUp(id, limitMs);
      await sleep(PAUSE_MS);
    }
  }

  private async giveUp(id: string, limitMs: number): Promise<never> {
    await this.client.send(new CancelStatementCommand({ Id: id }));
    throw new RedshiftFault(
      "redshift_timeout",
      `Redshift had not finished after ${limitMs} ms; it was told to stop.`,
    );
  }

  private async rows(id: string): Promise<readonly SqlRow[]> {
    const rows: SqlRow[] = [];
    let next: string | undefined;
    do {
      const page = await this.client.send(new GetStatementResultCommand({ Id: id, NextToken: next }));
      const names = (page.ColumnMetadata ?? []).map(({ name }) => name ?? "");
      for (const record of page.Records ?? [])
        rows.push(Object.fromEntries(names.map((name, index) => [name, cell(record[index])])));
      next = page.NextToken;
    } while (next !== undefined && next !== "");
    return rows;
  }
}

function failure({
  Error: reason,
  Status,
  SubStatements = [],
}: DescribeStatementCommandOutput): RedshiftFault {
  const place = SubStatements.findIndex((statement) => statement.Status === "FAILED");
  return failureOf(reason ?? `the batch ended as ${Status}`, place < 0 ? undefined : place);
}

function cell(field: Field | undefined): SqlCell {
  if (field === undefined || field.isNull === true) return null;
  return field.stringValue ?? field.longValue ?? field.doubleValue ?? field.booleanValue ?? null;
}
