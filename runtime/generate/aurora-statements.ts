import { setTimeout as sleep } from "node:timers/promises";
import {
  BatchExecuteStatementCommand,
  ExecuteStatementCommand,
  type RDSDataClient,
} from "@aws-sdk/client-rds-data";
import type { MysqlStatements } from "./seed-tickets";

export interface AuroraTarget {
  readonly resourceArn: string;
  readonly secretArn: string;
  readonly database: string;
}

/** A cluster that paused needs about 15 s to be there again, one that was just made a little more. */
const WAKE_UP = { attempts: 30, pauseMs: 5_000 } as const;

/** Aurora's Data API: no driver, no network interface. Waits for a cluster that has paused. */
export function auroraStatements(
  client: RDSDataClient,
  target: AuroraTarget,
  pauseMs: number = WAKE_UP.pauseMs,
): MysqlStatements {
  const awake = async <T>(send: () => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await send();
      } catch (error) {
        const isWaking = error instanceof Error && error.name === "DatabaseResumingException";
        if (!isWaking || attempt === WAKE_UP.attempts) throw error;
        await sleep(pauseMs);
      }
    }
  };
  const execute = (sql: string) => awake(() => client.send(new ExecuteStatementCommand({ ...target, sql })));
  return {
    run: async (sql) => {
      await execute(sql);
    },
    runMany: async (sql, rows) => {
      const parameterSets = rows.map((row) =>
        Object.entries(row).map(([name, value]) => ({
          name,
          value: value === null ? { isNull: true } : { stringValue: value },
        })),
      );
      await awake(() => client.send(new BatchExecuteStatementCommand({ ...target, sql, parameterSets })));
    },
    count: async (sql) => {
      const { records } = await execute(sql);
      return records?.[0]?.[0]?.longValue ?? 0;
    },
  };
}
