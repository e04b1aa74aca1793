/** Prefix of a service's actions, by the name that its SDK's package has. */
const SERVICES: Readonly<Record<string, string>> = {
  s3: "s3",
  sqs: "sqs",
  "redshift-data": "redshift-data",
  "rds-data": "rds-data",
  eventbridge: "events",
  "secrets-manager": "secretsmanager",
  sns: "sns",
};

/** The action that a command needs, where it is not called like the command. */
const ACTIONS: Readonly<Record<string, string>> = {
  "s3 HeadObject": "s3:GetObject",
  "s3 ListObjectVersions": "s3:ListBucketVersions",
  "s3 CreateMultipartUpload": "s3:PutObject",
  "s3 UploadPart": "s3:PutObject",
  "s3 CompleteMultipartUpload": "s3:PutObject",
  "sqs DeleteMessageBatch": "sqs:DeleteMessage",
};

/**
 * The IAM action that a command of the AWS SDK needs.
 *
 * @param service as in the SDK's package, `s3` being `@aws-sdk/client-s3`
 * @param command without its ending: `GetObject`
 */
export function actionOf(service: string, command: string): string {
  const prefix = SERVICES[service];
  if (prefix === undefined) throw new Error(`the actions of ${service} are not known`);
  return ACTIONS[`${service} ${command}`] ?? `${prefix}:${command}`;
}
