import { expect } from "chai";
import { type FlowGraph, flowGraph } from "../../../delivery/architecture/flow-graph";
import { mermaid } from "../../../delivery/architecture/mermaid";
import { type Declared, programOf, stackFile } from "../../infra/program";

describe("the picture of how data moves", function () {
  this.timeout(60_000);
  let resources: readonly Declared[];
  let graph: FlowGraph;

  before(async () => {
    ({ resources } = await programOf(stackFile("dev")));
    graph = flowGraph(resources);
  });

  /** `from -label-> to` */
  function arrows({ edges }: FlowGraph, ...ends: readonly string[]): string[] {
    return edges
      .filter(({ from, to }) => ends.includes(from) || ends.includes(to))
      .map(({ from, to, label }) => `${from} -${label}-> ${to}`);
  }

  it("shows a log file's way: event, queue, function, and where that writes", () => {
    expect(arrows(graph, "Function(log-transformer)", "Queue(log-arrivals)")).to.deep.equal([
      "Bucket(raw) -reads-> Function(log-transformer)",
      "Bucket(raw) -logs/ created-> Queue(log-arrivals)",
      "Function(log-transformer) -writes-> Bucket(processed)",
      "Function(log-transformer) -writes-> Bucket(quarantine)",
      "Function(log-transformer) -put aside-> Queue(log-arrivals-dead)",
      "Queue(log-arrivals) -events-> Function(log-transformer)",
      "Queue(log-arrivals) -put aside-> Queue(log-arrivals-dead)",
      "StateMachine(replay) -calls-> Function(log-transformer)",
    ]);
  });

  it("shows a ticket's way: schedule, state machine, what it runs, and MySQL", () => {
    expect(arrows(graph, "StateMachine(tickets)", "Cluster(mysql)")).to.deep.equal([
      "Cluster(mysql) -JDBC-> Crawler(source-crawler)",
      "Cluster(mysql) -JDBC-> Job(extract-tickets)",
      "Function(seed) -SQL-> Cluster(mysql)",
      "Schedule(ticket-schedule) -rate(1 hour)-> StateMachine(tickets)",
      "StateMachine(tickets) -tells-> Topic(alerts)",
      "StateMachine(tickets) -calls-> Function(loader)",
      "StateMachine(tickets) -calls-> Function(reconciler)",
      "StateMachine(tickets) -runs-> Job(extract-tickets)",
      "StateMachine(tickets) -runs-> Job(transform-tickets)",
    ]);
  });

  it("has an arrow more when a role gains a right", () => {
    const widened = resources.map((resource) => {
      if (resource.type !== "aws:iam/rolePolicy:RolePolicy" || resource.name !== "reconciler")
        return resource;
      const policy = JSON.parse(String(resource.inputs.policy)) as { Statement: object[] };
      policy.Statement.push({
        Effect: "Allow",
        Action: ["s3:PutObject"],
        Resource: ["Bucket(quarantine).arn/*"],
      });
      return { ...resource, inputs: { ...resource.inputs, policy: JSON.stringify(policy) } };
    });

    const more = arrows(flowGraph(widened), "Function(reconciler)");

    expect(more.filter((arrow) => !arrows(graph, "Function(reconciler)").includes(arrow))).to.deep.equal([
      "Function(reconciler) -writes-> Bucket(quarantine)",
    ]);
  });

  it("leaves out what nothing leads to or from, and puts the rest into its component", () => {
    const ids = graph.nodes.map(({ id }) => id);

    expect(ids).to.not.include.members(["Bucket(code)", "Bucket(results)", "Bucket(access-logs)"]);
    expect(graph.nodes.find(({ id }) => id === "Function(seed)")?.component).to.equal("TicketSource");
    expect(graph.nodes.find(({ id }) => id === "Workgroup(warehouse)")?.component).to.equal("Warehouse");
  });

  it("is a Mermaid flowchart with a box for each component", () => {
    const drawn = mermaid({
      nodes: [
        { id: "Bucket(raw)", kind: "bucket", name: "raw", component: "Lake" },
        {
          id: "Function(log-transformer)",
          kind: "function",
          name: "log-transformer",
          component: "LogPipeline",
        },
        { id: "Outside(shippers)", kind: "servers", name: "that ship logs", component: "" },
      ],
      edges: [
        { from: "Outside(shippers)", to: "Bucket(raw)", label: "writes" },
        { from: "Bucket(raw)", to: "Function(log-transformer)", label: "reads" },
      ],
    });

    expect(drawn.split("\n")).to.deep.equal([
      "flowchart LR",
      "  subgraph Lake",
      '    bucket_raw[("bucket<br>raw")]',
      "  end",
      "  subgraph LogPipeline",
      '    function_log_transformer["function<br>log-transformer"]',
      "  end",
      '  outside_shippers["servers<br>that ship logs"]',
      '  outside_shippers -->|"writes"| bucket_raw',
      '  bucket_raw -->|"reads"| function_log_transformer',
    ]);
  });
});
