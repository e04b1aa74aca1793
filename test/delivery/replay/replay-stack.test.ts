import { expect } from "chai";
import { type CloudReplayOptions, replayStack } from "../../../delivery/replay/replay-stack";

const ARN = "arn:aws:states:eu-central-1:111122223333:stateMachine:careplus-dev-replay";
const MACHINES = [
  { name: "careplus-dev-tickets", stateMachineArn: `${ARN}-not` },
  { name: "careplus-dev-replay", stateMachineArn: ARN },
];

type Ended = {
  readonly status: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
};

describe("npm run replay, of a deployed stack", () => {
  const said: string[] = [];
  const started: unknown[] = [];
  beforeEach(() => {
    said.splice(0);
    started.splice(0);
  });

  /** Step Functions as played: two pages of state machines, and an execution that runs for one look. */
  function replay(options: Partial<CloudReplayOptions>, ended: Ended): Promise<void> {
    let looks = 0;
    const client = {
      listStateMachines: async ({ nextToken }: { nextToken?: string }) =>
        nextToken === undefined
          ? { stateMachines: MACHINES.slice(0, 1), nextToken: "2" }
          : { stateMachines: MACHINES.slice(1) },
      startExecution: async (given: unknown) => {
        started.push(given);
        return { executionArn: "execution" };
      },
      describeExecution: async () => (looks++ === 0 ? { status: "RUNNING" } : ended),
    };
    return replayStack(
      { stack: "dev", selection: { reason: "unknown_level" }, ...options },
      client as unknown as Parameters<typeof replayStack>[1],
      (line) => said.push(line),
      async () => undefined,
    );
  }

  const refusal = (run: Promise<void>): Promise<unknown> =>
    run.then(
      () => undefined,
      (error: unknown) => error,
    );

  it("starts the stack's state machine with the selection, and tells how it ended", async () => {
    await replay({}, { status: "SUCCEEDED", output: '{"logs":2,"extractions":1}' });

    expect(started).to.deep.equal([{ stateMachineArn: ARN, input: '{"reason":"unknown_level"}' }]);
    expect(said[0]).to.contain("execution");
    expect(said[1]).to.contain("2 log objects and 1 extractions of tickets");
  });

  for (const [code, options, ended] of [
    ["nothing_to_replay", {}, { status: "FAILED", error: "NothingToReplay" }],
    ["replay_failed", {}, { status: "FAILED", error: "ReplayFailed", cause: "A step failed." }],
    ["replay_failed", {}, { status: "TIMED_OUT" }],
    ["no_such_stack", { stack: "prod" }, { status: "SUCCEEDED" }],
    ["bad_stack_name", { stack: "Dev!" }, { status: "SUCCEEDED" }],
    ["bad_selection", { selection: {} }, { status: "SUCCEEDED" }],
    ["bad_selection", { selection: { from: "yesterday" } }, { status: "SUCCEEDED" }],
  ] as const) {
    it(`fails with ${code} when ${JSON.stringify({ ...options, ...ended })}`, async () => {
      expect(await refusal(replay(options, ended))).to.have.property("code", code);
    });
  }
});
