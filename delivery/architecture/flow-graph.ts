import type { Declared } from "../program/recorded-program";
import { grantedEdges } from "./granted-edges";
import { Subjects } from "./subjects";
import { triggerEdges } from "./trigger-edges";

/** Something that holds, moves or tells of data. */
export interface FlowNode {
  /** `Queue(load-requests)` */
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  /** Component of index.ts that it belongs to, e.g. `Lake`. */
  readonly component: string;
}

export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

export interface FlowGraph {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

/**
 * How data moves through a stack, read from what its program declares: events and schedules say what starts what, the
 * statements of each role say what reads and writes where. What nothing leads to or from is left out.
 */
export function flowGraph(resources: readonly Declared[]): FlowGraph {
  const subjects = new Subjects(resources);
  const edges = joined([...triggerEdges(resources, subjects), ...grantedEdges(resources, subjects)]);
  const used = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const nodes = subjects.nodes.filter(({ id }) => used.has(id));
  // Resources are registered in an order that differs from run to run.
  const place = new Map(nodes.map(({ id }, index) => [id, index]));
  const placeOf = (id: string): number => place.get(id) ?? nodes.length;
  const inOrder = edges.toSorted(
    (one, other) => placeOf(one.from) - placeOf(other.from) || placeOf(one.to) - placeOf(other.to),
  );
  return { nodes, edges: inOrder };
}

/** One edge for each pair; its labels one after the other. */
function joined(edges: readonly FlowEdge[]): readonly FlowEdge[] {
  const labels = new Map<string, { edge: FlowEdge; labels: Set<string> }>();
  for (const edge of edges) {
    const key = `${edge.from} ${edge.to}`;
    const known = labels.get(key) ?? { edge, labels: new Set() };
    known.labels.add(edge.label);
    labels.set(key, known);
  }
  return [...labels.values()].map(({ edge, labels: all }) => ({
    ...edge,
    label: [...all].sort().join(", "),
  }));
}
