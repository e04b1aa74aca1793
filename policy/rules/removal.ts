import type { ResourceValidationPolicy } from "@pulumi/policy";

const STATEFUL = [
  "aws:kms/key:Key",
  "aws:rds/cluster:Cluster",
  "aws:redshiftserverless/namespace:Namespace",
  "aws:s3/bucket:Bucket",
];

export const guardedData: ResourceValidationPolicy = {
  name: "guarded-data",
  description: "What holds data of a stack that keeps it is protected from removal and replacement.",
  enforcementLevel: "mandatory",
  validateResource: ({ type, props, opts }, report) => {
    if (!STATEFUL.includes(type) || props.tags?.["data-retention"] === "destroy") return;
    if (!opts.protect) report("The resource must be protected: its stack keeps its data.");
    if (props.forceDestroy === true) report("forceDestroy must be false: the stack keeps its data.");
    if (type === "aws:rds/cluster:Cluster" && props.deletionProtection !== true)
      report("deletionProtection must be true.");
  },
};
