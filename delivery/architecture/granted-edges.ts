import type { Declared } from "../program/recorded-program";
import type { FlowEdge } from "./flow-graph";
import { OUTSIDE, referred, type Subjects, subjectOf } from "./subjects";

interface Statement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

/** What an allowed action makes of a resource. */
const MEANINGS: readonly {
  readonly action: RegExp;
  readonly label: string;
  /** Data comes from the resource. */
  readonly isRead?: true;
}[] = [
  { action: /^s3:GetObject/, label: "reads", isRead: true },
  { action: /^s3:PutObject$/, label: "writes" },
  { action: /^redshift-data:ExecuteStatement$/, label: "SQL" },
  { action: /^rds-data:ExecuteStatement$/, label: "SQL" },
  { action: /^glue:StartJobRun$/, label: "runs" },
  { action: /^lambda:InvokeFunction$/, label: "calls" },
  { action: /^sns:Publish$/, label: "tells" },
  { action: /^sqs:SendMessage$/, label: "put aside" },
];

/** What reads, writes and calls what, by the statements of its role; and who comes to MySQL over JDBC. */
export function grantedEdges(resources: readonly Declared[], subjects: Subjects): FlowEdge[] {
  const bearers = bearersOf(resources);
  const granted = resources.flatMap((resource): FlowEdge[] => {
    const bearer = bearerOf(resource, bearers);
    if (bearer === undefined || typeof resource.inputs.policy !== "string") return [];
    const { Statement } = JSON.parse(resource.inputs.policy) as { readonly Statement: readonly Statement[] };
    return Statement.flatMap((statement) => edgesOf(statement, bearer, subjects));
  });
  return [...granted, ...jdbcEdges(resources, subjects), ...eventEdges(resources, bearers, subjects)];
}

function edgesOf({ Effect, Action, Resource }: Statement, bearer: string, subjects: Subjects): FlowEdge[] {
  if (Effect !== "Allow") return [];
  const meanings = MEANINGS.filter(({ action }) => Action.some((one) => action.test(one)));
  const nodes = Resource.map((resource) => subjects.find(resource)).filter((node) => node !== undefined);
  return meanings.flatMap(({ label, isRead }) =>
    nodes.map((node) => (isRead ? { from: node, to: bearer, label } : { from: bearer, to: node, label })),
  );
}

/** Roles, and the policy that stands by itself, with what acts by them: `Role(loader)` → `Function(loader)`. */
function bearersOf(resources: readonly Declared[]): ReadonlyMap<string, string> {
  const bearers = new Map<string, string>();
  const note = (reference: unknown, bearer: string): void => {
    const subject = referred(reference);
    if (subject !== undefined) bearers.set(subject, bearer);
  };
  for (const resource of resources) {
    const { role, roleArn, iamRoles, policyArn } = resource.inputs;
    if (resource.type === "aws:redshiftserverless/namespace:Namespace")
      for (const one of iamRoles as readonly unknown[]) note(one, `Workgroup(${resource.name})`);
    else if (!resource.type.startsWith("aws:iam/")) note(role ?? roleArn, subjectOf(resource));
    // The shippers' policy stands by itself, so that it can be given to roles of other accounts, too. Nothing of the
    // program acts by it: servers do.
    if (resource.type === "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      note(policyArn, OUTSIDE.shippers.id);
  }
  return bearers;
}

/** What acts by a policy, looked up in what bearersOf returns. */
function bearerOf(policy: Declared, bearers: ReadonlyMap<string, string>): string | undefined {
  const isOfRole = policy.type === "aws:iam/rolePolicy:RolePolicy";
  return bearers.get((isOfRole ? referred(policy.inputs.role) : subjectOf(policy)) ?? "");
}

function jdbcEdges(resources: readonly Declared[], subjects: Subjects): FlowEdge[] {
  return resources.flatMap(({ type, inputs: { connectionProperties, name } }): FlowEdge[] => {
    if (type !== "aws:glue/connection:Connection") return [];
    const { JDBC_CONNECTION_URL: url } = connectionProperties as { readonly JDBC_CONNECTION_URL: string };
    const server = subjects.find(url.replace("jdbc:mysql://", ""));
    const users = resources.filter(({ inputs }) =>
      JSON.stringify([inputs.connections, inputs.jdbcTargets]).includes(JSON.stringify(name)),
    );
    return server === undefined
      ? []
      : users.map((user) => ({ from: server, to: subjectOf(user), label: "JDBC" }));
  });
}

/** Of events of our own: from what may put them to the queue whose rule asks for them. */
function eventEdges(
  resources: readonly Declared[],
  bearers: ReadonlyMap<string, string>,
  subjects: Subjects,
): FlowEdge[] {
  const putters = resources
    .filter(({ inputs: { policy } }) => typeof policy === "string" && policy.includes("events:PutEvents"))
    .map((resource) => bearerOf(resource, bearers));
  const rules = resources.filter(({ type, inputs: { eventPattern } }) => {
    if (type !== "aws:cloudwatch/eventRule:EventRule") return false;
    return (JSON.parse(String(eventPattern)) as { source: string[] }).source.includes("careplus");
  });
  return rules.flatMap((rule) => {
    const { inputs } = rule;
    const target = resources.find(
      (resource) =>
        resource.type === "aws:cloudwatch/eventTarget:EventTarget" &&
        referred(resource.inputs.rule) === subjectOf(rule),
    );
    const queue = subjects.find(target?.inputs.arn);
    const [label = ""] = (JSON.parse(String(inputs.eventPattern)) as { "detail-type": string[] })[
      "detail-type"
    ];
    return putters.flatMap((from) =>
      from === undefined || queue === undefined ? [] : [{ from, to: queue, label }],
    );
  });
}
