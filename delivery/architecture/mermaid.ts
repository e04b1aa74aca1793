import type { FlowGraph, FlowNode } from "./flow-graph";

/** Shapes by https://mermaid.js.org/syntax/flowchart.html */
const SHAPES: Readonly<Record<string, readonly [string, string]>> = {
  bucket: ["[(", ")]"],
  MySQL: ["[(", ")]"],
  Redshift: ["[(", ")]"],
  catalogue: ["[(", ")]"],
  queue: ["[[", "]]"],
  schedule: ["([", "])"],
  topic: [">", "]"],
};
const PLAIN = ["[", "]"] as const;

/** A Mermaid flowchart: a box for each component, what belongs to it inside. */
export function mermaid({ nodes, edges }: FlowGraph): string {
  const components = [...new Set(nodes.map(({ component }) => component))];
  return [
    "flowchart LR",
    ...components.flatMap((component) => {
      const inside = nodes.filter((node) => node.component === component).map(nodeLine);
      if (component === "") return inside.map((line) => `  ${line}`);
      return [`  subgraph ${component}`, ...inside.map((line) => `    ${line}`), "  end"];
    }),
    ...edges.map(({ from, to, label }) => `  ${idOf(from)} -->|"${label}"| ${idOf(to)}`),
  ].join("\n");
}

function nodeLine({ id, kind, name }: FlowNode): string {
  const [open, close] = SHAPES[kind] ?? PLAIN;
  return `${idOf(id)}${open}"${kind}<br>${name}"${close}`;
}

/** `Queue(load-requests)` becomes `queue_load_requests`. */
function idOf(id: string): string {
  return id.replace(/\W+/g, "_").replace(/_$/, "").toLowerCase();
}
