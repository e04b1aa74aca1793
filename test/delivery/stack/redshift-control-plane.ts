import { createServer, type Server } from "node:http";
import { json } from "node:stream/consumers";

type Kept = Record<string, unknown>;

/** Namespaces, workgroups and snapshots of Redshift Serverless, which ministack lacks; refuses what it does not know. */
export class RedshiftControlPlane {
  readonly namespaces = new Map<string, Kept>();
  readonly workgroups = new Map<string, Kept>();
  readonly snapshots = new Map<string, Kept>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<RedshiftControlPlane> {
    const server = createServer();
    const plane = new RedshiftControlPlane(server);
    server.on("request", async (request, response) => {
      const operation = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
      const body = (await json(request)) as Record<string, string>;
      const answer = plane.answer(operation, body);
      const status = "__type" in answer ? 400 : 200;
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
      response.end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return plane;
  }

  get endpoint(): string {
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("the server has no port");
    return `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  reset(): void {
    for (const kept of [this.namespaces, this.workgroups, this.snapshots]) kept.clear();
  }

  private answer(operation: string, body: Record<string, string>): Kept {
    switch (operation) {
      case "ListNamespaces":
        return { namespaces: [...this.namespaces.values()] };
      case "ListWorkgroups":
        return { workgroups: [...this.workgroups.values()] };
      case "ListSnapshots":
        return { snapshots: [...this.snapshots.values()] };
      case "DeleteNamespace":
        return remove(this.namespaces, body.namespaceName, "namespace");
      case "DeleteWorkgroup":
        return remove(this.workgroups, body.workgroupName, "workgroup");
      case "DeleteSnapshot":
        return remove(this.snapshots, body.snapshotName, "snapshot");
      default:
        return { __type: "UnknownOperationException", message: operation };
    }
  }
}

function remove(kept: Map<string, Kept>, name: string | undefined, kind: string): Kept {
  const found = kept.get(name ?? "");
  if (found === undefined) return { __type: "ResourceNotFoundException", message: `no ${kind} ${name}` };
  kept.delete(name ?? "");
  return { [kind]: found };
}
