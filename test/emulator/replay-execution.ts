import type { DescribeExecutionOutput } from "@aws-sdk/client-sfn";
import { until } from "../fixtures/until";
import type { Clients } from "./clients";

/** Runs the deployed replay to its end, and gives its end. */
export async function replayed(
  { sfn }: Clients,
  selection: Readonly<Record<string, string>>,
  limitMs?: number,
): Promise<DescribeExecutionOutput> {
  const { executionArn } = await sfn.startExecution({
    stateMachineArn: "arn:aws:states:eu-central-1:000000000000:stateMachine:careplus-dev-replay",
    input: JSON.stringify(selection),
  });
  return until(
    "the end of the replay",
    async () => {
      const execution = await sfn.describeExecution({ executionArn });
      return execution.status === "RUNNING" ? undefined : execution;
    },
    limitMs,
  );
}
