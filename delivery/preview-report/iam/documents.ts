import type { Inputs, ResourceState } from "../reading/step";
import { isSecret, isUnknown } from "../values/secrecy";
import { type Statement, statementsOf } from "./statement";

/** A policy in the inputs of a resource. */
export interface Policy {
  /** Where it stands, e.g. `policy`, `assumeRolePolicy`, `inlinePolicies[0].policy`. */
  readonly path: string;
  /** Or why they cannot be read. */
  readonly statements: readonly Statement[] | "secret" | "known only after deployment";
}

/** Inputs that are policies even where their text cannot be read. Others end alike, e.g. a queue's `redrivePolicy`. */
const POLICY_NAME =
  /(^|\.)(assumeRolePolicy|inlinePolicy|keyPolicy|policy|policyDocument|policyText|accessPolicies)$/;

/** Statements as far as they can be read; an unreadable policy has none. */
export function readable(policy: Policy | undefined): readonly Statement[] {
  return typeof policy?.statements === "object" ? policy.statements : [];
}

const PERMISSION = "aws:lambda/permission:Permission";
const DEEPEST = 4;

/** All policies of a resource, by path. */
export function policiesOf(state: ResourceState | undefined): ReadonlyMap<string, Policy> {
  const found = new Map<string, Policy>();
  if (state === undefined) return found;
  if (state.type === PERMISSION) add(found, "permission", permission(state.inputs));
  else search(state.inputs, "", 0, found);
  return found;
}

function search(value: unknown, path: string, depth: number, found: Map<string, Policy>): void {
  if (isUnknown(value) || isSecret(value)) {
    if (POLICY_NAME.test(path)) add(found, path, isSecret(value) ? "secret" : "known only after deployment");
    return;
  }
  const statements = depth === 0 ? undefined : statementsOf(value);
  if (statements !== undefined) add(found, path, statements);
  else if (typeof value === "object" && value !== null && depth < DEEPEST)
    for (const [name, item] of Object.entries(value)) {
      const next = Array.isArray(value) ? `${path}[${name}]` : path === "" ? name : `${path}.${name}`;
      search(item, next, depth + 1, found);
    }
}

function add(found: Map<string, Policy>, path: string, statements: Policy["statements"]): void {
  found.set(path, { path, statements });
}

/** A Lambda permission is a statement of the function's policy, with its parts as inputs. */
function permission(inputs: Inputs): readonly Statement[] {
  const principal = text(inputs.principal);
  const condition = (operator: string, key: string, value: unknown): object =>
    value === undefined ? {} : { [operator]: { [key]: text(value) } };
  const statement = {
    Effect: "Allow",
    Action: text(inputs.action),
    Resource: text(inputs.function),
    Principal: principal.endsWith(".amazonaws.com") ? { Service: principal } : { AWS: principal },
    Condition: {
      ...condition("ArnLike", "aws:SourceArn", inputs.sourceArn),
      ...condition("StringEquals", "aws:SourceAccount", inputs.sourceAccount),
      ...condition("StringEqualsIgnoreCase", "aws:PrincipalOrgID", inputs.principalOrgId),
    },
  };
  return statementsOf({ Statement: statement }) ?? [];
}

function text(value: unknown): string {
  return isUnknown(value) ? "(known after deployment)" : String(value);
}
