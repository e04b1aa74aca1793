import type { ResourceValidationPolicy } from "@pulumi/policy";

const RUNTIME = "nodejs24.x";

export const pinnedRuntime: ResourceValidationPolicy = {
  name: "pinned-runtime",
  description: `Functions run on ${RUNTIME}, which the code is tested with, on arm64, which costs a fifth less.`,
  enforcementLevel: "mandatory",
  validateResource: ({ type, props }, report) => {
    if (type !== "aws:lambda/function:Function") return;
    if (props.runtime !== RUNTIME) report(`runtime must be ${RUNTIME}.`);
    if (props.architectures?.[0] !== "arm64") report("architectures must be arm64.");
  },
};
