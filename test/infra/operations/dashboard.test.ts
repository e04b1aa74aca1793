import { expect } from "chai";
import { inputsOf } from "../find";
import { type ProgramRun, programOf, stackFile } from "../program";

type Metric = readonly [namespace: string, metric: string, ...dimension: string[]];

interface Widget {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title: string;
    readonly region: string;
    readonly metrics: readonly Metric[];
  };
}

describe("the dashboard", () => {
  let dev: ProgramRun;
  let widgets: readonly Widget[];

  before(async () => {
    dev = await programOf(stackFile("dev"));
    const { platform } = inputsOf(dev, "aws:cloudwatch/dashboard:Dashboard");
    widgets = JSON.parse(String(platform?.dashboardBody)).widgets;
  });

  function metrics(): readonly Metric[] {
    return widgets.flatMap(({ properties }) => properties.metrics);
  }

  it("shows these charts, two a row, in the stack's region", () => {
    expect(widgets.map(({ x, y, properties }) => [x, y, properties.title])).to.deep.equal([
      [0, 0, "Records loaded and rejected"],
      [12, 0, "Reconciliation mismatches"],
      [0, 6, "Since the last load, minutes"],
      [12, 6, "Events waiting"],
      [0, 12, "Age of the oldest event, s"],
      [12, 12, "Function errors"],
      [0, 18, "Function duration, ms"],
      [12, 18, "Ticket runs"],
      [0, 24, "Redshift compute, RPU seconds"],
    ]);
    expect(
      new Set(widgets.map(({ width, height, properties: p }) => [width, height, p.region].join())),
    ).to.deep.equal(new Set(["12,6,eu-central-1"]));
  });

  it("reads of the stack's own metrics those alone that are made", () => {
    const made = Object.values(inputsOf(dev, "aws:cloudwatch/logMetricFilter:LogMetricFilter")).map(
      ({ metricTransformation }) => {
        const { namespace, name } = metricTransformation as {
          readonly namespace: string;
          readonly name: string;
        };
        return `${namespace} ${name}`;
      },
    );

    const read = metrics().filter(([namespace]) => !namespace.startsWith("AWS/"));

    expect(read).to.have.length(5);
    expect(made).to.include.members(read.map(([namespace, name]) => `${namespace} ${name}`));
  });

  it("watches the queues, functions, flow and warehouse of the stack", () => {
    const named = (type: string): string[] =>
      Object.values(inputsOf(dev, type)).map(({ name }) => String(name));
    const watched = (namespace: string): string[] =>
      [
        ...new Set(
          metrics()
            .filter(([of]) => of === namespace)
            .map(([, , , subject]) => String(subject)),
        ),
      ].sort();

    expect(named("aws:sqs/queue:Queue")).to.include.members(watched("AWS/SQS"));
    expect(watched("AWS/SQS")).to.have.length(2);
    expect(named("aws:lambda/function:Function")).to.include.members(watched("AWS/Lambda"));
    expect(watched("AWS/Lambda")).to.deep.equal([
      "careplus-dev-loader",
      "careplus-dev-log-transformer",
      "careplus-dev-reconciler",
    ]);
    expect(watched("AWS/States")).to.deep.equal(["StateMachine(tickets).arn"]);
    expect(watched("AWS/Redshift-Serverless")).to.deep.equal(["careplus-dev-warehouse"]);
  });
});
