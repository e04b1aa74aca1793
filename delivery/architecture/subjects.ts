import type { Declared } from "../program/recorded-program";
import { Components } from "./components";
import type { FlowNode } from "./flow-graph";

/** Resources that hold, move or tell of data, and what a person calls them. */
const KINDS: Readonly<Record<string, string>> = {
  "aws:s3/bucket:Bucket": "bucket",
  "aws:sqs/queue:Queue": "queue",
  "aws:lambda/function:Function": "function",
  "aws:glue/job:Job": "Glue job",
  "aws:glue/crawler:Crawler": "crawler",
  "aws:glue/catalogDatabase:CatalogDatabase": "catalogue",
  "aws:sfn/stateMachine:StateMachine": "state machine",
  "aws:rds/cluster:Cluster": "MySQL",
  "aws:redshiftserverless/workgroup:Workgroup": "Redshift",
  "aws:sns/topic:Topic": "topic",
  "aws:scheduler/schedule:Schedule": "schedule",
};

/** What carries code, results of queries and logs of access, and no data of the platform. */
const NOT_DRAWN = new Set(["Bucket(code)", "Bucket(results)", "Bucket(access-logs)"]);

/** Inputs by which other resources name one. */
const NAMES = ["name", "bucket", "workgroupName", "clusterIdentifier"];

/** What is outside of the program and takes part in the flow. */
export const OUTSIDE = {
  shippers: { id: "Outside(shippers)", kind: "servers", name: "that ship logs", component: "" },
  deployment: { id: "Outside(deployment)", kind: "pulumi up", name: "at each deployment", component: "" },
  alarms: { id: "Outside(alarms)", kind: "alarms", name: "and the budget", component: "Operations" },
} as const satisfies Record<string, FlowNode>;

/** The nodes of the graph, found by whatever another resource calls them. */
export class Subjects {
  readonly nodes: readonly FlowNode[];
  private readonly ids = new Map<string, string>();

  constructor(resources: readonly Declared[]) {
    const components = new Components(resources);
    const nodes = resources.flatMap((resource): FlowNode[] => {
      const kind = KINDS[resource.type];
      const id = subjectOf(resource);
      if (kind === undefined || NOT_DRAWN.has(id)) return [];
      for (const input of NAMES) {
        const name = resource.inputs[input];
        if (typeof name === "string") this.ids.set(`${kind} ${name}`, id);
      }
      this.ids.set(id, id);
      return [{ id, kind, name: resource.name, component: components.of(resource)?.type ?? "" }];
    });
    const order = components.all.map(({ type }) => type);
    this.nodes = [...nodes, ...Object.values(OUTSIDE)].toSorted(
      (one, other) =>
        order.indexOf(one.component) - order.indexOf(other.component) || (one.id < other.id ? -1 : 1),
    );
  }

  /**
   * The node that a text refers to: `Bucket(raw).arn/logs/*`, or a physical name where its kind is known.
   *
   * @returns undefined for what is no node
   */
  find(text: unknown, kind?: string): string | undefined {
    if (typeof text !== "string") return undefined;
    const [, reference] = /^(\w+\([^)]+\))/.exec(text) ?? [];
    return this.ids.get(reference ?? `${kind} ${text}`);
  }
}

/** `Queue(load-requests)`, as references under mocks begin. */
export function subjectOf({ type, name }: Declared): string {
  return `${type.slice(type.lastIndexOf(":") + 1)}(${name})`;
}

/** Whether a text refers to a resource: by its physical name, or by an output of it. */
export function refersTo(text: unknown, resource: Declared): boolean {
  return (
    typeof text === "string" && (text === resource.inputs.name || text.startsWith(`${subjectOf(resource)}.`))
  );
}
