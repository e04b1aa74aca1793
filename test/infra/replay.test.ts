import { expect } from "chai";
import { replayDefinition } from "../../infra/replay/replay-definition";
import { inputsOf } from "./find";
import { programOf, stackFile } from "./program";

interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly MaxConcurrency?: number;
  readonly ItemReader?: { readonly Resource: string; readonly Arguments: object };
  readonly ItemProcessor?: {
    readonly ProcessorConfig: object;
    readonly States: Readonly<Record<string, State>>;
  };
}

describe("the replay", () => {
  const { States } = replayDefinition({
    partition: "aws",
    resultsBucket: "results",
    chooserArn: "chooser-arn",
    transformerArn: "transformer-arn",
    transformersAtOnce: 7,
    transformJob: "transform",
    loaderArn: "loader-arn",
    topicArn: "topic-arn",
  }) as { readonly States: Readonly<Record<string, State>> };

  it("maps over a listing of log objects, and then over one of extractions, in child executions", () => {
    const maps = [States.TransformLogs, States.TransformTickets];

    expect(maps.map((map) => [map?.Type, map?.MaxConcurrency, map?.ItemReader?.Arguments])).to.deep.equal([
      ["Map", 7, { Bucket: "results", Key: "{% $plan.logs.key %}" }],
      ["Map", 1, { Bucket: "results", Key: "{% $plan.extractions.key %}" }],
    ]);
    for (const map of maps) {
      expect(map?.ItemReader?.Resource).to.equal("arn:aws:states:::s3:getObject");
      expect(map?.ItemProcessor?.ProcessorConfig).to.deep.equal({
        Mode: "DISTRIBUTED",
        ExecutionType: "STANDARD",
      });
    }
  });

  it("does the other lines when one fails", () => {
    for (const [map, name] of [
      [States.TransformLogs, "TransformLog"],
      [States.TransformTickets, "TransformExtraction"],
    ] as const) {
      const children = map?.ItemProcessor?.States;

      expect(children?.[name]?.Catch?.map(({ ErrorEquals, Next }) => [ErrorEquals, Next])).to.deep.equal([
        [["States.ALL"], "NotDone"],
      ]);
      expect(children?.NotDone?.Type).to.equal("Pass");
    }
  });

  it("leads only to states that there are, and to all of them", () => {
    const named = Object.values(States).flatMap(({ Next, Default, Choices = [], Catch = [] }) =>
      [Next, Default, ...Choices.map((choice) => choice.Next), ...Catch.map((caught) => caught.Next)].filter(
        (name) => name !== undefined,
      ),
    );

    expect([...new Set(["Choose", ...named])].sort()).to.deep.equal(Object.keys(States).sort());
  });

  it("tells people of whatever goes wrong in any step", () => {
    const steps = Object.entries(States).filter(
      ([name, { Type }]) => (Type === "Task" || Type === "Map") && name !== "Notify",
    );

    expect(steps.map(([name]) => name)).to.deep.equal([
      "Choose",
      "TransformLogs",
      "TransformTickets",
      "Load",
    ]);
    for (const [name, { Catch }] of steps)
      expect(Catch?.at(-1), name).to.deep.include({ ErrorEquals: ["States.ALL"], Next: "Notify" });
  });

  it("calls the transformer as often at once as new log files do, and nothing starts it by itself", async () => {
    const dev = await programOf(stackFile("dev", { "careplus:logs": { maximumConcurrency: 5 } }));

    const machine = inputsOf(dev, "aws:sfn/stateMachine:StateMachine").replay;

    expect(String(machine?.definition)).to.contain('"MaxConcurrency":5');
    expect(Object.keys(inputsOf(dev, "aws:scheduler/schedule:Schedule"))).to.deep.equal(["ticket-schedule"]);
  });
});
