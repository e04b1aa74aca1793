import type { Clients } from "./clients";

/** Names of what the stack still has on the emulator, by service, each asked by its own listing. */
export async function leftOver(clients: Clients): Promise<string[]> {
  const { s3, sqs, lambda, sfn, glue, iam, events, scheduler, sns, logs, cloudwatch, secrets, athena } =
    clients;
  const lists: readonly (readonly (string | undefined)[])[] = [
    (await s3.listBuckets({})).Buckets?.map(({ Name }) => Name) ?? [],
    (await sqs.listQueues({})).QueueUrls ?? [],
    (await lambda.listFunctions({})).Functions?.map(({ FunctionName }) => FunctionName) ?? [],
    (await lambda.listEventSourceMappings({})).EventSourceMappings?.map(({ FunctionArn }) => FunctionArn) ??
      [],
    (await sfn.listStateMachines({})).stateMachines?.map(({ name }) => name) ?? [],
    (await glue.getJobs({})).Jobs?.map(({ Name }) => Name) ?? [],
    (await glue.getDatabases({})).DatabaseList?.map(({ Name }) =>
      Name?.replace("careplus_dev", "careplus-dev"),
    ) ?? [],
    (await glue.getConnections({})).ConnectionList?.map(({ Name }) => Name) ?? [],
    (await glue.getCrawlers({})).Crawlers?.map(({ Name }) => Name) ?? [],
    (await iam.listRoles({})).Roles?.map(({ RoleName }) => RoleName) ?? [],
    (await iam.listPolicies({ Scope: "Local" })).Policies?.map(({ PolicyName }) => PolicyName) ?? [],
    (await events.listRules({})).Rules?.map(({ Name }) => Name) ?? [],
    (await scheduler.listSchedules({})).Schedules?.map(({ Name }) => Name) ?? [],
    (await sns.listTopics({})).Topics?.map(({ TopicArn }) => TopicArn) ?? [],
    (await logs.describeLogGroups({})).logGroups?.map(({ logGroupName }) => logGroupName) ?? [],
    (await cloudwatch.describeAlarms({})).MetricAlarms?.map(({ AlarmName }) => AlarmName) ?? [],
    // The emulator's list of dashboards has a date that the SDK cannot read.
    await cloudwatch.getDashboard({ DashboardName: "careplus-dev-platform" }).then(
      ({ DashboardName }) => [DashboardName],
      () => [],
    ),
    (await secrets.listSecrets({})).SecretList?.map(({ Name }) => Name) ?? [],
    (await athena.listWorkGroups({})).WorkGroups?.map(({ Name }) => Name) ?? [],
    (await clients.redshift.listNamespaces({})).namespaces?.map(({ namespaceName }) => namespaceName) ?? [],
    (await clients.redshift.listWorkgroups({})).workgroups?.map(({ workgroupName }) => workgroupName) ?? [],
    (await clients.ec2.describeSecurityGroups({})).SecurityGroups?.map(({ GroupName }) => GroupName) ?? [],
    (await clients.kms.listAliases({})).Aliases?.map(({ AliasName }) => AliasName) ?? [],
  ];
  return lists.flatMap(
    (names) => names.filter((name) => name !== undefined && /careplus[-/]dev/.test(name)) as string[],
  );
}
