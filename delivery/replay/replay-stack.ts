import type { SFN } from "@aws-sdk/client-sfn";
import { PROJECT, stackNameFault } from "../../infra/stack-name";
import { CareplusError } from "../../runtime/errors";
import { parseSelection, type ReplaySelection } from "../../runtime/replay/selection";

export interface CloudReplayOptions {
  readonly stack: string;
  readonly selection: ReplaySelection;
}

type StepFunctions = Pick<SFN, "listStateMachines" | "startExecution" | "describeExecution">;

/**
 * Runs the replay of a deployed stack to its end.
 *
 * @param say takes a line for the person who waits
 * @param pause between two looks at the execution
 * @throws CareplusError `bad_selection`, `bad_stack_name`, `no_such_stack`, `nothing_to_replay`, `replay_failed`
 */
export async function replayStack(
  { stack, selection }: CloudReplayOptions,
  client: StepFunctions,
  say: (line: string) => void,
  pause: () => Promise<unknown>,
): Promise<void> {
  const input = JSON.stringify(parseSelection(selection));
  const fault = stackNameFault(stack);
  if (fault !== undefined) throw new CareplusError("bad_stack_name", fault);
  const { executionArn } = await client.startExecution({
    stateMachineArn: await findStateMachine(stack, client),
    input,
  });
  say(`The replay runs as ${executionArn}`);
  for (;;) {
    const { status, output, error, cause } = await client.describeExecution({ executionArn });
    if (status === "SUCCEEDED") return say(successLine(output));
    if (error === "NothingToReplay")
      throw new CareplusError(
        "nothing_to_replay",
        "nothing in the raw zone or the ledger fits this selection",
      );
    if (status !== "RUNNING")
      throw new CareplusError(
        "replay_failed",
        `the replay ended as ${status}: ${cause ?? "see its history"}`,
      );
    await pause();
  }
}

async function findStateMachine(stack: string, client: StepFunctions): Promise<string | undefined> {
  const name = `${PROJECT}-${stack}-replay`;
  let nextToken: string | undefined;
  do {
    const page = await client.listStateMachines({ ...(nextToken !== undefined && { nextToken }) });
    const found = page.stateMachines?.find((machine) => machine.name === name);
    if (found !== undefined) return found.stateMachineArn;
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  throw new CareplusError("no_such_stack", `there is no state machine ${name}: is the stack deployed there?`);
}

function successLine(output = "{}"): string {
  const { logs = 0, extractions = 0 } = JSON.parse(output) as { logs?: number; extractions?: number };
  return `Transformed again: ${logs} log objects and ${extractions} extractions of tickets. They are loaded from the queue; \`select * from rpt.loads\` shows them.`;
}
