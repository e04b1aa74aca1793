import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import {
  BatchExecuteStatementCommand,
  CancelStatementCommand,
  DescribeStatementCommand,
  type DescribeStatementCommandOutput,
  type RedshiftDataClient,
} from "@aws-sdk/client-redshift-data";
import { failureOf, RedshiftFault } from "./redshift-fault";
import { type ResultRow, readResult } from "./result-rows";
import { requireWithinLimits } from "./statement-limits";

/** Where statements run, and how long a batch of them may take. */
export interface RedshiftTarget {
  readonly workgroupName: string;
  readonly database: string;
  readonly limitMs: number;
}

/** How long a session outlives its last statement; it holds temporary tables and costs nothing while idle. */
const KEEP_ALIVE_SECONDS = 120;
const FIRST_POLL_MS = 25;
const LONGEST_POLL_MS = 1_000;

/** A batch that was committed; its results can be fetched for 24 hours. */
export interface FinishedBatch {
  /** Rows of the statement at that place. */
  rows(statement: number): Promise<ResultRow[]>;
}

/**
 * One database session behind the Data API: its temporary tables last from batch to batch, and each batch is one
 * transaction. It is used by one caller, one batch at a time.
 */
export class DataSession {
  private sessionId: string | undefined;

  constructor(
    private readonly client: RedshiftDataClient,
    private readonly target: RedshiftTarget,
  ) {}

  /**
   * Runs statements in one transaction and waits for its end.
   *
   * @throws RedshiftFault `redshift_conflict` when another transaction was in the way, `redshift_timeout` when the
   *   limit passed (it is then cancelled), `redshift_failed`, `redshift_limits`
   */
  async run(statements: readonly string[]): Promise<FinishedBatch> {
    requireWithinLimits(statements);
    const { Id: id, SessionId: sessionId } = await this.client.send(
      new BatchExecuteStatementCommand({
        Sqls: [...statements],
        // One token a batch: when the SDK sends it twice, it is run once.
        ClientToken: randomUUID(),
        SessionKeepAliveSeconds: KEEP_ALIVE_SECONDS,
        ...(this.sessionId === undefined
          ? { WorkgroupName: this.target.workgroupName, Database: this.target.database }
          : { SessionId: this.sessionId }),
      }),
    );
    if (id === undefined) throw new RedshiftFault("redshift_failed", "the Data API gave a batch no id");
    this.sessionId = sessionId ?? this.sessionId;
    const parts = (await this.waitForEnd(id)).SubStatements ?? [];
    // A batch of one statement is answered under its own id.
    return { rows: (place) => readResult(this.client, parts[place]?.Id ?? id) };
  }

  private async waitForEnd(id: string): Promise<DescribeStatementCommandOutput> {
    const deadline = Date.now() + this.target.limitMs;
    for (let pollMs = FIRST_POLL_MS; ; pollMs = Math.min(pollMs * 2, LONGEST_POLL_MS)) {
      const state = await this.client.send(new DescribeStatementCommand({ Id: id }));
      if (state.Status === "FINISHED") return state;
      if (state.Status === "FAILED" || state.Status === "ABORTED") throw failure(state);
      if (Date.now() > deadline) {
        await this.client.send(new CancelStatementCommand({ Id: id }));
        throw new RedshiftFault("redshift_timeout", `Redshift took more than ${this.target.limitMs} ms`);
      }
      await wait(pollMs);
    }
  }
}

function failure(state: DescribeStatementCommandOutput): RedshiftFault {
  const place = state.SubStatements?.findIndex(({ Status }) => Status === "FAILED") ?? -1;
  return failureOf(state.Error ?? `the batch ended as ${state.Status}`, place < 0 ? undefined : place);
}
