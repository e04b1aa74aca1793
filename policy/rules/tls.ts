import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { refusesPlainText } from "../policy-document";
import { refersTo } from "./reference";

const GUARDED = [
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:sqs/queuePolicy:QueuePolicy",
  "aws:sns/topicPolicy:TopicPolicy",
];

export const tlsOnly: ResourceValidationPolicy = {
  name: "tls-only",
  description: "Policies of buckets, queues and topics refuse what comes without TLS; databases do, too.",
  enforcementLevel: "mandatory",
  validateResource: ({ type, props }, report) => {
    if (GUARDED.includes(type) && !refusesPlainText(props.policy))
      report("The policy must deny requests whose aws:SecureTransport is false.");
    if (
      type === "aws:redshiftserverless/workgroup:Workgroup" &&
      !hasParameter(props.configParameters, "parameterKey", "require_ssl", "parameterValue", "true")
    )
      report("configParameters must set require_ssl to true.");
    if (
      type === "aws:rds/clusterParameterGroup:ClusterParameterGroup" &&
      !hasParameter(props.parameters, "name", "require_secure_transport", "value", "ON")
    )
      report("parameters must set require_secure_transport to ON.");
  },
};

export const tlsOnlyBuckets: StackValidationPolicy = {
  name: "tls-only-buckets",
  description: "Every bucket has a policy, which the rule tls-only looks into.",
  enforcementLevel: "mandatory",
  validateStack: ({ resources }, report) => {
    const policies = resources.filter(({ type }) => type === "aws:s3/bucketPolicy:BucketPolicy");
    for (const bucket of resources) {
      if (bucket.type !== "aws:s3/bucket:Bucket") continue;
      if (!policies.some((policy) => refersTo(policy, "bucket", bucket)))
        report(`The bucket ${bucket.name} has no BucketPolicy.`, bucket.urn);
    }
  },
};

function hasParameter(
  parameters: unknown,
  nameKey: string,
  name: string,
  valueKey: string,
  value: string,
): boolean {
  return (
    Array.isArray(parameters) &&
    parameters.some((parameter) => parameter[nameKey] === name && parameter[valueKey] === value)
  );
}
