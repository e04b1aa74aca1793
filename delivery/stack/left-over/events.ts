import type { Rule } from "@aws-sdk/client-eventbridge";
import { paginateListSchedules } from "@aws-sdk/client-scheduler";
import { paginateListTopics } from "@aws-sdk/client-sns";
import { paginateListQueues } from "@aws-sdk/client-sqs";
import { collect } from "../aws/collect";
import { type Listing, listing, type Scope } from "./left-over";

export async function ownedSchedules({ account, names }: Scope) {
  const found = await collect(
    paginateListSchedules({ client: account.clients.scheduler }, { NamePrefix: names.prefix }),
    ({ Schedules }) => Schedules,
  );
  return found.filter(({ Name }) => names.owns(Name));
}

export async function ownedRules({ account, names }: Scope): Promise<Rule[]> {
  const found: Rule[] = [];
  let NextToken: string | undefined;
  do {
    const page = await account.clients.events.listRules({ NamePrefix: names.prefix, NextToken });
    found.push(...(page.Rules ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found.filter(({ Name }) => names.owns(Name));
}

export async function ownedQueueUrls({ account, names }: Scope): Promise<string[]> {
  const urls = await collect(
    paginateListQueues({ client: account.clients.sqs }, { QueueNamePrefix: names.prefix }),
    ({ QueueUrls }) => QueueUrls,
  );
  return urls.filter((url) => names.owns(queueName(url)));
}

export function queueName(url: string): string {
  return url.slice(url.lastIndexOf("/") + 1);
}

export const schedules: Listing = async (scope) =>
  (await ownedSchedules(scope)).map(({ Name = "", Arn = "" }) => ({
    kind: "schedule",
    name: Name,
    arn: Arn,
    usdPerDay: 0,
    removal: `scheduler delete-schedule --name ${Name}`,
  }));

export const rules: Listing = async (scope) =>
  (await ownedRules(scope)).map(({ Name = "", Arn = "" }) => ({
    kind: "event rule",
    name: Name,
    arn: Arn,
    usdPerDay: 0,
    note: "its targets go first: events remove-targets",
    removal: `events delete-rule --name ${Name}`,
  }));

export const queues: Listing = async (scope) => {
  const { region, accountId } = scope.account;
  return (await ownedQueueUrls(scope)).map((url) => ({
    kind: "queue",
    name: queueName(url),
    arn: `arn:aws:sqs:${region}:${accountId}:${queueName(url)}`,
    usdPerDay: 0,
    removal: `sqs delete-queue --queue-url ${url}`,
  }));
};

export const topics = listing({
  kind: "topic",
  pages: ({ clients }) => paginateListTopics({ client: clients.sns }, {}),
  items: ({ Topics }) => Topics,
  name: ({ TopicArn = "" }) => TopicArn.slice(TopicArn.lastIndexOf(":") + 1),
  facts: (_, { TopicArn = "" }) => ({
    arn: TopicArn,
    usdPerDay: 0,
    removal: `sns delete-topic --topic-arn ${TopicArn}`,
  }),
});
