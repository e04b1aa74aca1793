import { setTimeout as sleep } from "node:timers/promises";
import {
  BatchExecuteStatementCommand,
  DescribeStatementCommand,
  ExecuteStatementCommand,
  type Field,
  GetStatementResultCommand,
  type RedshiftDataClient,
} from "@aws-sdk/client-redshift-data";
import { CareplusError } from "../errors";
import type { SqlCell, SqlRow, SqlSession } from "./sql-session";

/** Which warehouse is asked, and as whom. */
export interface DataApiTarget {
  readonly workgroup: string;
  readonly database: string;
  /** Of the administrator; without it the caller's own IAM role is the database user. */
  readonly secretArn?: string;
}

/** Longest that one call waits for its statement: https://docs.aws.amazon.com/redshift-data/latest/APIReference/ */
const WAIT_SECONDS = 30;
/** How long a session outlives its last statement: longer than anything a load does between two of them. */
const SESSION_SECONDS = 300;
/** Between two calls, so that a server that does not wait is not hammered. */
const PAUSE_MS = 100;

type Started = {
  readonly Id?: string | undefined;
  readonly Status?: string | undefined;
  readonly SessionId?: string | undefined;
};

/** A session of the Redshift Data API: no network interface, no driver, no password. */
export class DataApiSession implements SqlSession {
  private sessionId: string | undefined;

  constructor(
    private readonly client: RedshiftDataClient,
    private readonly target: DataApiTarget,
  ) {}

  /** @throws CareplusError `warehouse_statement_failed` with Redshift's own sentence; then nothing was changed */
  async run(statements: readonly string[]): Promise<void> {
    const started = await this.client.send(
      new BatchExecuteStatementCommand({
        ...this.session(),
        Sqls: [...statements],
        WaitTimeSeconds: WAIT_SECONDS,
      }),
    );
    await this.finish(started);
  }

  /** @throws CareplusError `warehouse_statement_failed` */
  async read(sql: string, parameters: Readonly<Record<string, string>> = {}): Promise<readonly SqlRow[]> {
    const given = Object.entries(parameters).map(([name, value]) => ({ name, value }));
    const started = await this.client.send(
      new ExecuteStatementCommand({
        ...this.session(),
        Sql: sql,
        WaitTimeSeconds: WAIT_SECONDS,
        ...(given.length > 0 && { Parameters: given }),
      }),
    );
    return this.rows(await this.finish(started));
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

  /** Waits until the statement has ended well; gives its id. Each call waits on the server. */
  private async finish(started: Started): Promise<string> {
    this.sessionId = started.SessionId ?? this.sessionId;
    const id = started.Id;
    if (id === undefined)
      throw new CareplusError("warehouse_statement_failed", "Redshift started no statement.");
    for (let status = started.Status; status !== "FINISHED"; ) {
      if (isOver(status)) throw await this.fault(id);
      await sleep(PAUSE_MS);
      const described = await this.client.send(
        new DescribeStatementCommand({ Id: id, WaitTimeSeconds: WAIT_SECONDS }),
      );
      status = described.Status;
    }
    return id;
  }

  private async fault(id: string): Promise<CareplusError> {
    const { Error: reason, Status: status } = await this.client.send(
      new DescribeStatementCommand({ Id: id }),
    );
    return new CareplusError(
      "warehouse_statement_failed",
      `Redshift refused a statement: ${reason ?? status}`,
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

function isOver(status: string | undefined): boolean {
  return status === "FAILED" || status === "ABORTED";
}

function cell(field: Field | undefined): SqlCell {
  if (field === undefined || field.isNull === true) return null;
  return field.stringValue ?? field.longValue ?? field.doubleValue ?? field.booleanValue ?? null;
}
