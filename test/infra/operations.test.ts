import { expect } from "chai";
import { inputsOf, namesOf } from "./find";
import { type ProgramRun, programOf, stackFile } from "./program";

describe("operations", () => {
  let prod: ProgramRun;

  before(async () => {
    prod = await programOf(stackFile("prod", { "careplus:alertEmail": "people@example.com" }));
  });

  it("has these alarms, and each tells the one topic", () => {
    const alarms = inputsOf(prod, "aws:cloudwatch/metricAlarm:MetricAlarm");

    expect(Object.keys(alarms).sort()).to.deep.equal([
      "freshness-logs",
      "freshness-tickets",
      "load-failed",
      "load-requests-dead-letters",
      "loader-errors",
      "log-arrivals-dead-letters",
      "log-transformer-errors",
      "quarantine-share",
      "reconciler-errors",
      "reconciliation-mismatch",
      "ticket-runs-aborted",
      "ticket-runs-failed",
      "ticket-runs-timedout",
    ]);
    for (const [name, { alarmActions, okActions }] of Object.entries(alarms))
      expect([alarmActions, okActions], name).to.deep.equal([["Topic(alerts).arn"], ["Topic(alerts).arn"]]);
  });

  it("notices dead letters, failed functions and failed runs within five minutes", () => {
    const alarms = inputsOf(prod, "aws:cloudwatch/metricAlarm:MetricAlarm");

    const watched = [
      "load-requests-dead-letters",
      "loader-errors",
      "ticket-runs-failed",
      "load-failed",
      "reconciliation-mismatch",
    ].map((name) => {
      const {
        namespace,
        metricName,
        dimensions,
        statistic,
        comparisonOperator,
        threshold,
        period,
        evaluationPeriods,
        treatMissingData,
      } = alarms[name] ?? {};
      expect([comparisonOperator, threshold, period, evaluationPeriods, treatMissingData]).to.deep.equal([
        "GreaterThanThreshold",
        0,
        300,
        1,
        "notBreaching",
      ]);
      return [namespace, metricName, dimensions, statistic];
    });
    expect(watched).to.deep.equal([
      [
        "AWS/SQS",
        "ApproximateNumberOfMessagesVisible",
        { QueueName: "careplus-prod-load-requests-dead" },
        "Maximum",
      ],
      ["AWS/Lambda", "Errors", { FunctionName: "careplus-prod-loader" }, "Sum"],
      ["AWS/States", "ExecutionsFailed", { StateMachineArn: "StateMachine(tickets).arn" }, "Sum"],
      ["CarePlus/prod", "loads-failed", undefined, "Sum"],
      ["CarePlus/prod", "reconciliation-mismatches", undefined, "Sum"],
    ]);
  });

  it("notices that no logs were loaded for 26 hours, by the very lack of data", () => {
    const alarm = inputsOf(prod, "aws:cloudwatch/metricAlarm:MetricAlarm")["freshness-logs"];

    expect(alarm).to.deep.include({
      namespace: "CarePlus/prod",
      metricName: "logs-loaded",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      period: 3_600,
      evaluationPeriods: 26,
      treatMissingData: "breaching",
    });
  });

  it("notices that no ticket run has succeeded for 26 hours, where a schedule starts them", async () => {
    const off = await programOf(stackFile("prod", { "careplus:tickets": { schedule: "off" } }));

    const alarm = inputsOf(prod, "aws:cloudwatch/metricAlarm:MetricAlarm")["freshness-tickets"];

    expect(alarm).to.deep.include({
      namespace: "AWS/States",
      metricName: "ExecutionsSucceeded",
      dimensions: { StateMachineArn: "StateMachine(tickets).arn" },
      statistic: "Sum",
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      period: 3_600,
      evaluationPeriods: 26,
      treatMissingData: "breaching",
    });
    expect(namesOf(off, "aws:cloudwatch/metricAlarm:MetricAlarm")).not.to.include("freshness-tickets");
  });

  it("compares rejected records with all records of an hour", () => {
    const share = inputsOf(prod, "aws:cloudwatch/metricAlarm:MetricAlarm")["quarantine-share"];

    const metric = (metricName: string): object => ({
      namespace: "CarePlus/prod",
      metricName,
      stat: "Sum",
      period: 3_600,
    });
    expect(share?.threshold).to.equal(30);
    expect(share?.metricQueries).to.deep.equal([
      { id: "rejected", metric: metric("records-rejected") },
      { id: "records", metric: metric("records-loaded") },
      { id: "share", expression: "100 * rejected / records", label: "Rejected, %", returnData: true },
    ]);
  });

  it("makes metrics of the functions' logs", () => {
    const filters = inputsOf(prod, "aws:cloudwatch/logMetricFilter:LogMetricFilter");

    const summary = Object.entries(filters).map(([name, { logGroupName, pattern, metricTransformation }]) => [
      name,
      logGroupName,
      pattern,
      (metricTransformation as { value: string }).value,
    ]);
    expect(summary.sort()).to.deep.equal([
      ["loads-failed", "LogGroup(loader).id", '{ $.message.event = "load failed" }', "1"],
      [
        "logs-age-minutes",
        "LogGroup(reconciler).id",
        '{ $.message.event = "reconciled" }',
        "$.message.logsAgeMinutes",
      ],
      ["logs-loaded", "LogGroup(loader).id", '{ $.message.dataset = "logs" }', "$.message.recordsIn"],
      [
        "reconciliation-mismatches",
        "LogGroup(reconciler).id",
        '{ $.message.event = "reconciled" }',
        "$.message.mismatches",
      ],
      [
        "records-loaded",
        "LogGroup(loader).id",
        '{ $.message.event = "load committed" }',
        "$.message.recordsIn",
      ],
      [
        "records-rejected",
        "LogGroup(loader).id",
        '{ $.message.event = "load committed" }',
        "$.message.rejected",
      ],
      [
        "tickets-age-minutes",
        "LogGroup(reconciler).id",
        '{ $.message.event = "reconciled" }',
        "$.message.ticketsAgeMinutes",
      ],
    ]);
  });

  it("warns of the month's cost by the stack's tag", () => {
    const { tags: _, ...budget } = inputsOf(prod, "aws:budgets/budget:Budget").monthly ?? {};

    const warn = {
      comparisonOperator: "GREATER_THAN",
      thresholdType: "PERCENTAGE",
      subscriberSnsTopicArns: ["Topic(alerts).arn"],
    };
    expect(budget).to.deep.equal({
      name: "careplus-prod-monthly",
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: "1000",
      limitUnit: "USD",
      costFilters: [{ name: "TagKeyValue", values: ["user:stack$prod"] }],
      notifications: [
        { ...warn, threshold: 80, notificationType: "ACTUAL" },
        { ...warn, threshold: 100, notificationType: "FORECASTED" },
      ],
    });
  });

  it("writes to the configured address, and to none where there is none", async () => {
    const dev = await programOf(stackFile("dev"));

    expect(inputsOf(prod, "aws:sns/topicSubscription:TopicSubscription").alerts).to.deep.equal({
      topic: "Topic(alerts).arn",
      protocol: "email",
      endpoint: "people@example.com",
    });
    expect(namesOf(dev, "aws:sns/topicSubscription:TopicSubscription")).to.deep.equal([]);
  });

  it("keeps every log group for the configured time, encrypted", () => {
    const groups = Object.entries(inputsOf(prod, "aws:cloudwatch/logGroup:LogGroup"));

    expect(groups.length).to.be.greaterThan(9);
    for (const [name, { retentionInDays, kmsKeyId }] of groups)
      expect([retentionInDays, kmsKeyId], name).to.deep.equal([365, "Key(data).arn"]);
  });
});
