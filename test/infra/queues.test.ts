import { expect } from "chai";
import { inputsOf } from "./find";
import { FULL_STACK } from "./full-stack";
import { programOf } from "./program";

describe("queues", () => {
  it("hide a message for six times its consumer's time, and put it aside after some deliveries", async () => {
    const queues = inputsOf(await programOf(FULL_STACK), "aws:sqs/queue:Queue");

    const summary = ["log-arrivals", "load-requests", "refresh-requests"].map((name) => {
      const { redrivePolicy, visibilityTimeoutSeconds, messageRetentionSeconds, kmsMasterKeyId } =
        queues[name] ?? {};
      return [
        name,
        visibilityTimeoutSeconds,
        messageRetentionSeconds,
        kmsMasterKeyId,
        JSON.parse(String(redrivePolicy)),
      ];
    });
    const dead = (name: string, maxReceiveCount: number): object => ({
      deadLetterTargetArn: `Queue(${name}-dead).arn`,
      maxReceiveCount,
    });
    expect(summary).to.deep.equal([
      ["log-arrivals", 5_400, 1_209_600, "Key(data).arn", dead("log-arrivals", 5)],
      ["load-requests", 3_600, 1_209_600, "Key(data).arn", dead("load-requests", 8)],
      ["refresh-requests", 360, 1_209_600, "Key(data).arn", dead("refresh-requests", 10)],
    ]);
    for (const [name] of summary)
      expect(JSON.parse(String(queues[`${name}-dead`]?.redriveAllowPolicy))).to.deep.equal({
        redrivePermission: "byQueue",
        sourceQueueArns: [`arn:aws:sqs:eu-central-1:111122223333:careplus-dev-${name}`],
      });
  });

  it("are fed by exactly these events", async () => {
    const rules = inputsOf(await programOf(FULL_STACK), "aws:cloudwatch/eventRule:EventRule");
    const targets = inputsOf(await programOf(FULL_STACK), "aws:cloudwatch/eventTarget:EventTarget");

    const created = (bucket: string, prefix: string): object => ({
      source: ["aws.s3"],
      "detail-type": ["Object Created"],
      detail: { bucket: { name: [`careplus-dev-${bucket}-111122223333`] }, object: { key: [{ prefix }] } },
    });
    const patterns = Object.entries(rules).map(([name, { eventPattern }]) => [
      name,
      JSON.parse(String(eventPattern)),
    ]);
    expect(Object.fromEntries(patterns)).to.deep.equal({
      "log-arrivals": created("raw", "logs/"),
      "load-requests": created("processed", "manifests/"),
      "refresh-requests": {
        source: ["careplus"],
        "detail-type": ["Load Committed"],
        detail: { stack: ["dev"], changedRows: [{ numeric: [">", 0] }] },
      },
    });
    for (const name of Object.keys(rules))
      expect(targets[name]).to.deep.equal({
        rule: `EventRule(${name}).id`,
        arn: `Queue(${name}).arn`,
        deadLetterConfig: { arn: `Queue(${name}-dead).arn` },
      });
  });
});
