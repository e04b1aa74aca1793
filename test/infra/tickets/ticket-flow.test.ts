import { expect } from "chai";
import { flowDefinition } from "../../../infra/tickets/flow-definition";
import { inputsOf } from "../find";
import { programOf, stackFile } from "../program";

interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Arguments?: Record<string, unknown>;
  readonly Next?: string;
  readonly Default?: string;
  readonly End?: boolean;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[]; readonly MaxAttempts: number }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
}

interface Flow {
  readonly StartAt: string;
  readonly TimeoutSeconds: number;
  readonly QueryLanguage: string;
  readonly States: Readonly<Record<string, State>>;
}

describe("the ticket flow", () => {
  const flow = flowDefinition({
    partition: "aws",
    rawBucket: "raw",
    extractJob: "extract",
    transformJob: "transform",
    loaderArn: "loader-arn",
    reconcilerArn: "reconciler-arn",
    topicArn: "topic-arn",
  }) as Flow;
  const tasks = Object.entries(flow.States).filter(([, { Type }]) => Type === "Task");

  it("ends after three hours at the latest", () => {
    expect([flow.QueryLanguage, flow.TimeoutSeconds]).to.deep.equal(["JSONata", 10_800]);
  });

  it("goes from extraction to a loaded and reconciled warehouse", () => {
    const way = ["NameRun", "Extract", "FindExtraction", "HasChanges"];

    expect(flow.StartAt).to.equal(way[0]);
    expect(way.slice(0, -1).map((state) => flow.States[state]?.Next)).to.deep.equal(way.slice(1));
    expect(flow.States.HasChanges?.Choices?.map(({ Next }) => Next)).to.deep.equal(["Transform"]);
    expect(flow.States.HasChanges?.Default).to.equal("NothingChanged");
    expect(
      ["Transform", "AwaitEvents", "Load", "Reconcile"].map((state) => flow.States[state]?.Next),
    ).to.deep.equal(["AwaitEvents", "Load", "Reconcile", "IsLoaded"]);
    expect([flow.States.IsLoaded?.Choices?.[0]?.Next, flow.States.IsLoaded?.Default]).to.deep.equal([
      "Loaded",
      "AwaitEvents",
    ]);
  });

  it("starts the jobs and functions that it is given", () => {
    expect(tasks.map(([name, { Resource }]) => [name, Resource])).to.deep.equal([
      ["Extract", "arn:aws:states:::glue:startJobRun.sync"],
      ["FindExtraction", "arn:aws:states:::aws-sdk:s3:listObjectsV2"],
      ["Transform", "arn:aws:states:::glue:startJobRun.sync"],
      ["Load", "arn:aws:states:::lambda:invoke"],
      ["Reconcile", "arn:aws:states:::lambda:invoke"],
      ["Notify", "arn:aws:states:::sns:publish"],
    ]);
    expect(flow.States.Extract?.Arguments).to.deep.equal({
      JobName: "extract",
      Arguments: { "--now": "{% $states.context.Execution.StartTime %}", "--run_id": "{% $runId %}" },
    });
    expect(flow.States.Transform?.Arguments?.JobName).to.equal("transform");
    expect(flow.States.Load?.Arguments?.FunctionName).to.equal("loader-arn");
    expect(flow.States.Reconcile?.Arguments?.FunctionName).to.equal("reconciler-arn");
    expect(flow.States.Notify?.Arguments?.TopicArn).to.equal("topic-arn");
  });

  it("leads only to states that there are, and to all of them", () => {
    const named = Object.values(flow.States).flatMap(({ Next, Default, Choices = [], Catch = [] }) =>
      [Next, Default, ...Choices.map((choice) => choice.Next), ...Catch.map((caught) => caught.Next)].filter(
        (name) => name !== undefined,
      ),
    );

    expect([...new Set([flow.StartAt, ...named])].sort()).to.deep.equal(Object.keys(flow.States).sort());
  });

  it("tells people of whatever goes wrong in any step", () => {
    for (const [name, { Catch }] of tasks.filter(([task]) => task !== "Notify"))
      expect(Catch?.at(-1), name).to.deep.include({ ErrorEquals: ["States.ALL"], Next: "Notify" });
    expect(flow.States.Notify?.Next).to.equal("Failed");
    expect(flow.States.Failed?.Type).to.equal("Fail");
  });

  it("starts a job again only when it could not be started, so that no work is done twice", () => {
    const errors = ["Extract", "Transform"].map((job) =>
      flow.States[job]?.Retry?.flatMap(({ ErrorEquals }) => ErrorEquals),
    );

    const notStarted = [
      "Glue.ThrottlingException",
      "Glue.InternalServiceException",
      "Glue.OperationTimeoutException",
    ];
    expect(errors).to.deep.equal([notStarted, [...notStarted, "Glue.ConcurrentRunsExceededException"]]);
  });

  it("leaves an extraction that is going on alone, and waits for the transformations of a replay", () => {
    expect(flow.States.Extract?.Catch?.[0]).to.deep.equal({
      ErrorEquals: ["Glue.ConcurrentRunsExceededException"],
      Next: "AlreadyRunning",
    });
  });

  it("is started by its schedule, logs its errors without data, and can do without a schedule", async () => {
    const dev = await programOf(stackFile("dev"));
    const off = await programOf(stackFile("dev", { "careplus:tickets": { schedule: "off" } }));

    const schedule = inputsOf(dev, "aws:scheduler/schedule:Schedule")["ticket-schedule"];
    const machine = inputsOf(dev, "aws:sfn/stateMachine:StateMachine").tickets;

    expect(schedule).to.deep.include({ scheduleExpression: "rate(1 hour)" });
    expect(schedule?.target).to.deep.include({
      arn: "StateMachine(tickets).arn",
      roleArn: "Role(ticket-schedule).arn",
    });
    expect(machine?.loggingConfiguration).to.deep.equal({
      level: "ERROR",
      includeExecutionData: false,
      logDestination: "LogGroup(ticket-flow).arn:*",
    });
    expect(inputsOf(off, "aws:scheduler/schedule:Schedule")).to.deep.equal({});
  });
});
