import type { Policies } from "@pulumi/policy";
import { encryptedAtRest, encryptedBuckets, rotatedKeys } from "./rules/encryption";
import { noNat } from "./rules/network-cost";
import { blockedBuckets, closedPorts, privateEndpoints } from "./rules/public-access";
import { guardedData } from "./rules/removal";
import { declaredLogs, limitedRetention } from "./rules/retention";
import { pinnedRuntime } from "./rules/runtime";
import { taggedResources } from "./rules/tags";
import { tlsOnly, tlsOnlyBuckets } from "./rules/tls";
import { spelledOutPolicies } from "./rules/wildcard-iam";

/** The pack; each rule is a file of its own below `rules/`. */
export const RULES: Policies = [
  encryptedAtRest,
  encryptedBuckets,
  rotatedKeys,
  tlsOnly,
  tlsOnlyBuckets,
  blockedBuckets,
  closedPorts,
  privateEndpoints,
  spelledOutPolicies,
  taggedResources,
  limitedRetention,
  declaredLogs,
  pinnedRuntime,
  noNat,
  guardedData,
];
