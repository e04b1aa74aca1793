import { interpolate, type Output, output } from "@pulumi/pulumi";
import type { Catalog } from "./catalog";
import type { Lake } from "./lake";
import type { Loader } from "./loader";
import type { LogPipeline } from "./log-pipeline";
import type { Network } from "./network";
import type { Alerts } from "./operations/alerts";
import type { Platform } from "./platform";
import type { Replay } from "./replay";
import type { TicketPipeline } from "./ticket-pipeline";
import type { TicketSource } from "./ticket-source";
import type { Warehouse } from "./warehouse";

export interface OutputsArgs {
  readonly platform: Platform;
  readonly lake: Lake;
  readonly alerts: Alerts;
  readonly network: Network;
  readonly source: TicketSource;
  readonly logs: LogPipeline;
  readonly catalog: Catalog;
  readonly warehouse: Warehouse;
  readonly loader: Loader;
  readonly tickets: TicketPipeline;
  readonly replay: Replay;
}

/** Names, addresses and commands to try, by subject. */
export function stackOutputs(args: OutputsArgs): Output<object> {
  const { platform, lake, alerts, network, source, logs, catalog, warehouse, loader, tickets, replay } = args;
  const workgroup = warehouse.workgroup.workgroupName;
  return output({
    buckets: {
      raw: lake.raw.bucketName,
      processed: lake.processed.bucketName,
      quarantine: lake.quarantine.bucketName,
      results: lake.results.bucketName,
      code: lake.code.bucketName,
    },
    queues: {
      logArrivals: logs.queue.queue.url,
      logDeadLetters: logs.queue.deadLetters.url,
      loadRequests: loader.queue.queue.url,
      loadDeadLetters: loader.queue.deadLetters.url,
    },
    logUpload: { roleArn: lake.upload.role.arn, policyArn: lake.upload.policy.arn },
    athena: { workgroup: catalog.workgroup.name, database: catalog.database.name },
    warehouse: {
      workgroup,
      database: warehouse.database,
      endpoint: warehouse.workgroup.endpoints.apply((endpoints) => endpoints?.[0]?.address ?? ""),
      adminSecretArn: warehouse.namespace.adminPasswordSecretArn,
      clientSecurityGroupId: network.warehouseClientGroup.id,
    },
    ticketSource: {
      host: source.host,
      database: source.database,
      table: source.table,
      secret: source.secret.id,
    },
    alertsTopic: alerts.topic.arn,
    ticketFlow: tickets.flow.stateMachine.arn,
    replay: replay.stateMachine.arn,
    tryThis: {
      shipALog: interpolate`aws s3 cp service.log s3://${lake.raw.bucketName}/logs/`,
      runTickets: interpolate`aws stepfunctions start-execution --state-machine-arn ${tickets.flow.stateMachine.arn}`,
      replayRejected: `npm run replay -- --stack ${platform.config.stack} --reason unknown_level`,
      askTheLake: interpolate`aws athena start-query-execution --work-group ${catalog.workgroup.name} --query-execution-context Database=${catalog.database.name} --query-string "select count(*) from tickets"`,
      askTheWarehouse: interpolate`aws redshift-data execute-statement --workgroup-name ${workgroup} --database ${warehouse.database} --secret-arn ${warehouse.namespace.adminPasswordSecretArn} --sql "select * from rpt.freshness"`,
      hearOfAlarms: interpolate`aws sns subscribe --topic-arn ${alerts.topic.arn} --protocol email --notification-endpoint you@example.com`,
      crawlTheSource: interpolate`aws glue start-crawler --name ${tickets.crawlers.source.name}`,
      seeTheDashboard: `https://${platform.config.region}.console.aws.amazon.com/cloudwatch/home?region=${platform.config.region}#dashboards/dashboard/${platform.naming.name("platform")}`,
    },
  });
}
