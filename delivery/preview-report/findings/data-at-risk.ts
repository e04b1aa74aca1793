import { nameOfToday, type Step } from "../reading/step";
import { quoteAll, type Sentence } from "../values/sentence";
import { type Finding, subject } from "./finding";

/** What is lost with a resource of the type; resources that the program can make again as they were are not here. */
const HOLDS: Readonly<Record<string, string>> = {
  "aws:backup/vault:Vault": "its backups",
  "aws:cloudwatch/logGroup:LogGroup": "its log entries",
  "aws:cognito/userPool:UserPool": "its users",
  "aws:docdb/cluster:Cluster": "its data",
  "aws:dynamodb/table:Table": "its items",
  "aws:ebs/volume:Volume": "its data",
  "aws:ecr/repository:Repository": "its images",
  "aws:efs/fileSystem:FileSystem": "its files",
  "aws:elasticache/replicationGroup:ReplicationGroup": "its data",
  "aws:glue/catalogDatabase:CatalogDatabase": "its tables, crawled ones too",
  "aws:kinesis/stream:Stream": "its records",
  "aws:kms/key:Key": "everything that it encrypted",
  "aws:opensearch/domain:Domain": "its indexes",
  "aws:rds/cluster:Cluster": "its data",
  "aws:rds/clusterInstance:ClusterInstance": "connections to it, until another instance is there",
  "aws:rds/instance:Instance": "its data",
  "aws:redshift/cluster:Cluster": "its data",
  "aws:redshiftserverless/namespace:Namespace": "its tables, users and grants",
  "aws:redshiftserverless/workgroup:Workgroup": "queries under way and its address",
  "aws:s3/bucket:Bucket": "its objects",
  "aws:s3tables/tableBucket:TableBucket": "its tables",
  "aws:secretsmanager/secret:Secret": "its value",
  "aws:secretsmanager/secretVersion:SecretVersion": "this version of the secret",
  "aws:sns/topic:Topic": "its subscriptions",
  "aws:sqs/queue:Queue": "its messages",
  "aws:ssm/parameter:Parameter": "its value",
  "aws:timestreamwrite/table:Table": "its records",
};

/** Stateful resources that are replaced, deleted or let go. */
export function dataAtRisk(step: Step): readonly Finding[] {
  const type = nameOfToday(step.type);
  const held = Object.hasOwn(HOLDS, type) ? HOLDS[type] : undefined;
  if (held === undefined) return [];
  if (step.effect === "delete") return [{ danger: "data", sentence: tellDeletion(step, held) }];
  if (step.effect !== "replace") return [];
  const because: Sentence = step.replacing.length > 0 ? [", because of ", ...quoteAll(step.replacing)] : [];
  return [
    {
      danger: "data",
      sentence: [
        ...subject(step),
        " is **replaced**",
        ...because,
        `: the new one begins without ${held}`,
        ...protection(step),
      ],
    },
  ];
}

function tellDeletion(step: Step, held: string): Sentence {
  if (step.before?.isRetainedOnDelete)
    return [...subject(step), " leaves the stack and stays in the account, with ", held];
  return [...subject(step), ` is **deleted**, with ${held}`, ...protection(step)];
}

function protection({ before }: Step): Sentence {
  return before?.isProtected ? [". It is protected, so the deployment will fail"] : [];
}
