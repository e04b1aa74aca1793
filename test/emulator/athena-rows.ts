import { until } from "../fixtures/until";
import type { Clients } from "./clients";

/** Asks the lake through the program's workgroup; every value as text, without the line of names. */
export async function athenaRows({ athena }: Clients, sql: string): Promise<(string | undefined)[][]> {
  const { QueryExecutionId } = await athena.startQueryExecution({
    WorkGroup: "careplus-dev-analysts",
    QueryExecutionContext: { Database: "careplus_dev" },
    QueryString: sql,
  });
  const ended = await until("Athena's answer", async () => {
    const { QueryExecution } = await athena.getQueryExecution({ QueryExecutionId });
    const isOver = ["SUCCEEDED", "FAILED", "CANCELLED"].includes(QueryExecution?.Status?.State ?? "");
    return isOver ? QueryExecution?.Status : undefined;
  });
  if (ended.State !== "SUCCEEDED") throw new Error(`Athena: ${ended.StateChangeReason}`);
  const { ResultSet } = await athena.getQueryResults({ QueryExecutionId });
  const [, ...rows] = ResultSet?.Rows ?? [];
  return rows.map(({ Data = [] }) => Data.map(({ VarCharValue }) => VarCharValue));
}
