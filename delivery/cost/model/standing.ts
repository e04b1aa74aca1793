import { line, type Pricer } from "../cost-line";
import { listAt, type StackResources, textAt } from "../resources";
import { assumed, DAYS_PER_MONTH, HOURS_PER_MONTH, SECONDS_PER_MONTH } from "../workload";

const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const KEY = "aws:kms/key:Key";
const SECRET = "aws:secretsmanager/secret:Secret";
/** How long SQS keeps a data key: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html */
const DATA_KEY_SECONDS = 300;

/** Keys, secrets and endpoints: paid for being there. */
export const standing: Pricer = {
  types: [KEY, SECRET, ENDPOINT],
  lines: (stack, { ticketRuns, loads }) => {
    const keyRequests = stack.ofType("aws:sqs/queue:Queue").length * (SECONDS_PER_MONTH / DATA_KEY_SECONDS);
    const secrets = stack.ofType(SECRET).length + managedSecrets(stack);
    const secretReads = secrets > 0 ? (ticketRuns + loads) * DAYS_PER_MONTH : 0;
    return [
      line("KMS", "kms-key-month", stack.ofType(KEY).length),
      line("KMS", "kms-10000-requests", keyRequests / 10_000),
      line("Secrets Manager", "secret-month", secrets),
      line("Secrets Manager", "secret-10000-requests", secretReads / 10_000),
      ...stack
        .ofType(ENDPOINT)
        .filter((endpoint) => textAt(endpoint, "vpcEndpointType") === "Interface")
        .map((endpoint) =>
          line("VPC endpoints", "endpoint-hour", listAt(endpoint, "subnetIds").length * HOURS_PER_MONTH),
        ),
      line("VPC endpoints", "endpoint-gb", interfaceTrafficGb(stack, ticketRuns)),
    ];
  },
};

/** Passwords that Aurora and Redshift keep in a secret of their own. */
function managedSecrets(stack: StackResources): number {
  const clusters = stack
    .ofType("aws:rds/cluster:Cluster")
    .filter(({ inputs }) => inputs.manageMasterUserPassword === true);
  const namespaces = stack
    .ofType("aws:redshiftserverless/namespace:Namespace")
    .filter(({ inputs }) => inputs.manageAdminPassword === true);
  return clusters.length + namespaces.length;
}

/** The extraction's log goes through an endpoint; its data goes to S3 by a gateway, which is free. */
function interfaceTrafficGb(stack: StackResources, ticketRuns: number): number {
  const hasEndpoints = stack
    .ofType(ENDPOINT)
    .some((endpoint) => textAt(endpoint, "vpcEndpointType") === "Interface");
  return hasEndpoints ? (ticketRuns * DAYS_PER_MONTH * assumed("glueLogMb")) / 1_024 : 0;
}
