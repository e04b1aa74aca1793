import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { refersTo } from "./reference";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

export const limitedRetention: ResourceValidationPolicy = {
  name: "limited-retention",
  description: "No log is kept for ever.",
  enforcementLevel: "mandatory",
  validateResource: ({ type, props }, report) => {
    if (type === LOG_GROUP && !(props.retentionInDays > 0))
      report("retentionInDays must be set: 0 keeps the log for ever.");
  },
};

export const declaredLogs: StackValidationPolicy = {
  name: "declared-logs",
  description: "A function's log group is declared: one that Lambda makes is kept for ever and stays behind.",
  enforcementLevel: "mandatory",
  validateStack: ({ resources }, report) => {
    const declared = resources.filter(({ type }) => type === LOG_GROUP);
    for (const each of resources) {
      if (each.type !== "aws:lambda/function:Function") continue;
      if (!declared.some((group) => refersTo(each, "loggingConfig", group)))
        report(`The function ${each.name} logs to a group that the program does not declare.`, each.urn);
    }
  },
};
