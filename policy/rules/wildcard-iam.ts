import type { ResourceValidationPolicy } from "@pulumi/policy";
import { type PolicyStatement, statementsOf } from "../policy-document";

const ROLE_POLICIES = ["aws:iam/rolePolicy:RolePolicy", "aws:iam/policy:Policy"];

/** Actions that AWS offers for no single resource: `*` is all that can be said. */
const WITHOUT_RESOURCES = [
  /^ec2:Describe\w+$/,
  /^logs:\w*LogDeliver\w+$/,
  /^logs:(Put|Describe)ResourcePolic\w+$/,
  /^logs:DescribeLogGroups$/,
  /^glue:GetSecurityConfiguration$/,
];

export const spelledOutPolicies: ResourceValidationPolicy = {
  name: "spelled-out-policies",
  description: "Roles are allowed actions and resources by name; AWS's own broad policies are not attached.",
  enforcementLevel: "mandatory",
  validateResource: ({ type, props }, report) => {
    if (
      type === "aws:iam/rolePolicyAttachment:RolePolicyAttachment" &&
      String(props.policyArn).includes(":aws:policy/")
    )
      report(`${props.policyArn} is AWS's: write a policy of our own.`);
    if (!ROLE_POLICIES.includes(type)) return;
    for (const statement of statementsOf(props.policy))
      if (statement.isAllow) checkStatement(statement, report);
  },
};

function checkStatement(
  { sid, actions, resources, condition }: PolicyStatement,
  report: (message: string) => void,
): void {
  for (const action of actions)
    if (action.includes("*")) report(`${sid} allows ${action}: name the actions.`);
  if (!resources.includes("*") || condition !== undefined) return;
  const wide = actions.filter((action) => !WITHOUT_RESOURCES.some((pattern) => pattern.test(action)));
  if (wide.length > 0)
    report(`${sid} allows ${wide.join(", ")} on everything: name the resources or set a condition.`);
}
