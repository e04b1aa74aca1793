import type * as aws from "@pulumi/aws";
import type { Clients } from "../clients";
import { arnOf, type Creator, creator, json, pascal, text } from "./creator";

/** Queues, rules, schedules and topics: how one thing starts another. */
export function eventCreators({ sqs, events, scheduler, sns }: Clients): Record<string, Creator> {
  return {
    "aws:sqs/queue:Queue": creator<aws.sqs.QueueArgs>(async (queue) => {
      const QueueName = text(queue.name);
      const settings = {
        KmsMasterKeyId: queue.kmsMasterKeyId,
        MessageRetentionPeriod: queue.messageRetentionSeconds,
        ReceiveMessageWaitTimeSeconds: queue.receiveWaitTimeSeconds,
        RedriveAllowPolicy: queue.redriveAllowPolicy,
        RedrivePolicy: queue.redrivePolicy,
        VisibilityTimeout: queue.visibilityTimeoutSeconds,
      };
      const given = Object.entries(settings).filter(([, value]) => value !== undefined);
      const Attributes = Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
      const { QueueUrl } = await sqs.createQueue({ QueueName, Attributes });
      return {
        id: text(QueueUrl),
        outputs: { url: QueueUrl, arn: arnOf("sqs", QueueName) },
        remove: () => sqs.deleteQueue({ QueueUrl }),
      };
    }),
    "aws:sqs/queuePolicy:QueuePolicy": creator<aws.sqs.QueuePolicyArgs>(async (policy) => {
      const QueueUrl = text(policy.queueUrl);
      await sqs.setQueueAttributes({ QueueUrl, Attributes: { Policy: json(policy.policy) } });
      return { id: QueueUrl };
    }),
    "aws:cloudwatch/eventRule:EventRule": creator<aws.cloudwatch.EventRuleArgs>(async (rule) => {
      const Name = text(rule.name);
      const { RuleArn } = await events.putRule({
        Name,
        Description: rule.description,
        EventPattern: rule.eventPattern,
      });
      return { id: Name, outputs: { arn: RuleArn }, remove: () => events.deleteRule({ Name }) };
    }),
    "aws:cloudwatch/eventTarget:EventTarget": creator<aws.cloudwatch.EventTargetArgs>(async (target) => {
      const Rule = text(target.rule);
      const Id = "target";
      await events.putTargets({
        Rule,
        Targets: [{ Id, Arn: target.arn, DeadLetterConfig: pascal(target.deadLetterConfig) }],
      });
      return { id: `${Rule}-${Id}`, remove: () => events.removeTargets({ Rule, Ids: [Id] }) };
    }),
    "aws:scheduler/schedule:Schedule": creator<aws.scheduler.ScheduleArgs>(async (schedule) => {
      const Name = text(schedule.name);
      const { ScheduleArn } = await scheduler.createSchedule({
        Name,
        ScheduleExpression: schedule.scheduleExpression,
        FlexibleTimeWindow: pascal(schedule.flexibleTimeWindow),
        Target: pascal(schedule.target),
      });
      return { id: Name, outputs: { arn: ScheduleArn }, remove: () => scheduler.deleteSchedule({ Name }) };
    }),
    "aws:sns/topic:Topic": creator<aws.sns.TopicArgs>(async (topic) => {
      const Attributes = { KmsMasterKeyId: text(topic.kmsMasterKeyId) };
      const { TopicArn } = await sns.createTopic({ Name: topic.name, Attributes });
      return {
        id: text(TopicArn),
        outputs: { arn: TopicArn },
        remove: () => sns.deleteTopic({ TopicArn }),
      };
    }),
    "aws:sns/topicPolicy:TopicPolicy": creator<aws.sns.TopicPolicyArgs>(async (policy) => {
      const TopicArn = text(policy.arn);
      await sns.setTopicAttributes({
        TopicArn,
        AttributeName: "Policy",
        AttributeValue: json(policy.policy),
      });
      return { id: TopicArn };
    }),
  };
}
