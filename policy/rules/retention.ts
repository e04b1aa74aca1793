import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";

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
    const declared = new Set(
      resources.filter(({ type }) => type === LOG_GROUP).map(({ props }) => props.name),
    );
    for (const { type, props, name, urn } of resources)
      if (type === "aws:lambda/function:Function" && !declared.has(props.loggingConfig?.logGroup))
        report(`The function ${name} logs to a group that the program does not declare.`, urn);
  },
};
