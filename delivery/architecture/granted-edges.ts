import type { Declared } from "../program/recorded-program";
import type { FlowEdge } from "./flow-graph";
import { OUTSIDE, refersTo, type Subjects, subjectOf } from "./subjects";

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
  const granted = resources.flatMap((resource): FlowEdge[] => {
    const bearer = bearerOf(resource, resources);
    if (bearer === undefined || typeof resource.inputs.policy !== "string") return [];
    const { Statement } = JSON.parse(resource.inputs.policy) as { readonly Statement: readonly Statement[] };
    return Statement.flatMap((statement) => edgesOf(statement, bearer, subjects));
  });
  return [...granted, ...jdbcEdges(resources, subjects), ...eventEdges(resources, subjects)];
}

function edgesOf({ Effect, Action, Resource }: Statement, bearer: string, subjects: Subjects): FlowEdge[] {
  if (Effect !== "Allow") return [];
  const meanings = MEANINGS.filter(({ action }) => Action.some((one) => action.test(one)));
  const nodes = Resource.map((resource) => subjects.find(resource)).filter((node) => node !== undefined);
  return meanings.flatMap(({ label, isRead }) =>
    nodes.map((node) => (isRead ? { from: node, to: bearer, label } : { from: bearer, to: node, label })),
  );
}

/** What acts by the role that a policy is of. */
function bearerOf({ type, inputs }: Declared, resources: readonly Declared[]): string | undefined {
  // It stands by itself, so that it can be given to servers of other accounts, too.
  if (type === "aws:iam/policy:Policy") return OUTSIDE.shippers.id;
  if (type !== "aws:iam/rolePolicy:RolePolicy") return undefined;
  const role = resources.find((one) => one.type === "aws:iam/role:Role" && refersTo(inputs.role, one));
  const user = resources.find(
    (one) =>
      !one.type.startsWith("aws:iam/") &&
      [one.inputs.role, one.inputs.roleArn, one.inputs.iamRoles]
        .flat()
        .some((given) => role !== undefined && refersTo(given, role)),
  );
  if (user === undefined) return undefined;
  const isNamespace = user.type === "aws:redshiftserverless/namespace:Namespace";
  return isNamespace ? `Workgroup(${user.name})` : subjectOf(user);
}

function jdbcEdges(resources: readonly Declared[], subjects: Subjects): FlowEdge[] {
  return resources.flatMap((connection): FlowEdge[] => {
    if (connection.type !== "aws:glue/connection:Connection") return [];
    const { JDBC_CONNECTION_URL: url } = connection.inputs.connectionProperties as Record<string, string>;
    const server = subjects.find(url?.replace("jdbc:mysql://", ""));
    if (server === undefined) return [];
    const users = resources.filter(({ inputs }) =>
      connectionsOf(inputs).some((name) => refersTo(name, connection)),
    );
    return users.map((user) => ({ from: server, to: subjectOf(user), label: "JDBC" }));
  });
}

/** Of a job, and of a crawler. */
function connectionsOf({ connections = [], jdbcTargets = [] }: Declared["inputs"]): readonly unknown[] {
  const targets = jdbcTargets as readonly { readonly connectionName?: string }[];
  return [...(connections as readonly unknown[]), ...targets.map(({ connectionName }) => connectionName)];
}

/** Of events of our own: from what may put them to the queue whose rule asks for them. */
function eventEdges(resources: readonly Declared[], subjects: Subjects): FlowEdge[] {
  const putters = resources
    .filter(({ inputs: { policy } }) => typeof policy === "string" && policy.includes("events:PutEvents"))
    .map((policy) => bearerOf(policy, resources));
  return resources.flatMap((rule): FlowEdge[] => {
    if (rule.type !== "aws:cloudwatch/eventRule:EventRule") return [];
    const pattern = JSON.parse(String(rule.inputs.eventPattern)) as {
      readonly source: readonly string[];
      readonly "detail-type": readonly string[];
    };
    const target = resources.find(
      ({ type, inputs }) => type === "aws:cloudwatch/eventTarget:EventTarget" && refersTo(inputs.rule, rule),
    );
    const queue = subjects.find(target?.inputs.arn);
    if (!pattern.source.includes("careplus") || queue === undefined) return [];
    const [label = ""] = pattern["detail-type"];
    return putters.flatMap((from) => (from === undefined ? [] : [{ from, to: queue, label }]));
  });
}
