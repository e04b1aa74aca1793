import type { Declared } from "../program/recorded-program";
import type { FlowEdge } from "./flow-graph";
import { OUTSIDE, refersTo, type Subjects, subjectOf } from "./subjects";

interface EventPattern {
  readonly "detail-type"?: readonly string[];
  readonly detail?: {
    readonly bucket?: { readonly name?: readonly string[] };
    readonly object?: { readonly key?: readonly { readonly prefix?: string }[] };
  };
}

/** What starts what: events of objects, queues, schedules, deployments, alarms. */
export function triggerEdges(resources: readonly Declared[], subjects: Subjects): FlowEdge[] {
  return resources.flatMap((resource): FlowEdge[] => {
    const read = READERS[resource.type];
    return read === undefined ? [] : read(resource, subjects, resources);
  });
}

type Reader = (resource: Declared, subjects: Subjects, resources: readonly Declared[]) => FlowEdge[];

const READERS: Readonly<Record<string, Reader>> = {
  "aws:cloudwatch/eventTarget:EventTarget": ({ inputs }, subjects, resources) => {
    const rule = resources.find(
      (one) => one.type === "aws:cloudwatch/eventRule:EventRule" && refersTo(inputs.rule, one),
    );
    const pattern = JSON.parse(String(rule?.inputs.eventPattern)) as EventPattern;
    const [bucket] = pattern.detail?.bucket?.name ?? [];
    const [key] = pattern.detail?.object?.key ?? [];
    // Events of our own come from whoever may put them: that is in its role.
    return edge(subjects.find(bucket, "bucket"), subjects.find(inputs.arn), `${key?.prefix ?? ""} created`);
  },
  "aws:lambda/eventSourceMapping:EventSourceMapping": ({ inputs }, subjects) =>
    edge(subjects.find(inputs.eventSourceArn), subjects.find(inputs.functionName), "events"),
  "aws:scheduler/schedule:Schedule": (schedule, subjects) => {
    const { arn } = schedule.inputs.target as { readonly arn?: string };
    return edge(subjectOf(schedule), subjects.find(arn), String(schedule.inputs.scheduleExpression));
  },
  "aws:sqs/queue:Queue": (queue, subjects) => {
    const { redrivePolicy } = queue.inputs;
    if (typeof redrivePolicy !== "string") return [];
    const { deadLetterTargetArn } = JSON.parse(redrivePolicy) as { readonly deadLetterTargetArn?: string };
    return edge(subjectOf(queue), subjects.find(deadLetterTargetArn), "put aside");
  },
  "aws:lambda/invocation:Invocation": ({ inputs }, subjects) =>
    edge(OUTSIDE.deployment.id, subjects.find(inputs.functionName, "function"), "calls"),
  "aws:cloudwatch/metricAlarm:MetricAlarm": ({ inputs }, subjects) => {
    const [topic] = inputs.alarmActions as readonly string[];
    return edge(OUTSIDE.alarms.id, subjects.find(topic), "say");
  },
  "aws:glue/crawler:Crawler": (crawler, subjects) => {
    const found = subjects.find(crawler.inputs.databaseName, "catalogue");
    return edge(subjectOf(crawler), found, "tables found");
  },
  "aws:glue/catalogTable:CatalogTable": ({ inputs }, subjects) => {
    const { location } = inputs.storageDescriptor as { readonly location?: string };
    const [, bucket] = /^s3:\/\/([^/]+)/.exec(location ?? "") ?? [];
    return edge(subjects.find(bucket, "bucket"), subjects.find(inputs.databaseName, "catalogue"), "tables");
  },
};

function edge(from: string | undefined, to: string | undefined, label: string): FlowEdge[] {
  return from === undefined || to === undefined ? [] : [{ from, to, label: label.trim() }];
}
