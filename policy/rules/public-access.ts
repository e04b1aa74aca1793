import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { refersTo } from "./reference";

const ANYBODY = ["0.0.0.0/0", "::/0"];

export const closedPorts: ResourceValidationPolicy = {
  name: "closed-ports",
  description: "No port is open to the internet.",
  enforcementLevel: "mandatory",
  validateResource: ({ type, props }, report) => {
    if (
      type === "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule" &&
      [props.cidrIpv4, props.cidrIpv6].some((range) => ANYBODY.includes(range))
    )
      report("An ingress rule must name a security group or a narrower range than the whole internet.");
    if (type === "aws:ec2/securityGroup:SecurityGroup" && (props.ingress ?? props.egress) !== undefined)
      report("Rules must be resources of their own, where the pack can see them.");
  },
};

export const privateEndpoints: ResourceValidationPolicy = {
  name: "private-endpoints",
  description: "Databases have no public address, and functions no public URL.",
  enforcementLevel: "mandatory",
  validateResource: ({ type, props }, report) => {
    const isDatabase =
      type === "aws:redshiftserverless/workgroup:Workgroup" ||
      type === "aws:rds/clusterInstance:ClusterInstance";
    if (isDatabase && props.publiclyAccessible !== false) report("publiclyAccessible must be false.");
    if (type === "aws:lambda/functionUrl:FunctionUrl") report("A function must not have a URL.");
  },
};

const BLOCKS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

export const blockedBuckets: StackValidationPolicy = {
  name: "blocked-buckets",
  description: "Every bucket blocks public access in all four ways.",
  enforcementLevel: "mandatory",
  validateStack: ({ resources }, report) => {
    const blocks = resources.filter(
      ({ type }) => type === "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    );
    for (const bucket of resources) {
      if (bucket.type !== "aws:s3/bucket:Bucket") continue;
      const block = blocks.find((candidate) => refersTo(candidate, "bucket", bucket));
      if (!BLOCKS.every((way) => block?.props[way] === true))
        report(`The bucket ${bucket.name} does not block public access in all four ways.`, bucket.urn);
    }
  },
};
