import { createServer, type Server } from "node:http";
import { json } from "node:stream/consumers";
import type { Connection } from "mysql2/promise";

interface BatchExecute {
  readonly resourceArn: string;
  readonly secretArn: string;
  readonly sql: string;
  readonly parameterSets: readonly (readonly {
    readonly name: string;
    readonly value: { readonly stringValue?: string; readonly isNull?: boolean };
  }[])[];
}

/** Aurora's Data API in front of a real MariaDB, as far as tickets are inserted; refuses everything else. */
export class AuroraDataDouble {
  /** ARNs that were asked for, with the secret. */
  readonly asked: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(connection: Connection): Promise<AuroraDataDouble> {
    const server = createServer();
    const double = new AuroraDataDouble(server);
    server.on("request", async (request, response) => {
      const isKnown = request.method === "POST" && request.url === "/BatchExecute";
      const body = (await json(request)) as BatchExecute;
      if (isKnown) await double.execute(connection, body);
      response.writeHead(isKnown ? 200 : 404, { "content-type": "application/json" });
      response.end(
        JSON.stringify(isKnown ? { updateResults: [] } : { message: `${request.url} is unknown` }),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return double;
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

  private async execute(
    connection: Connection,
    { resourceArn, secretArn, sql, parameterSets }: BatchExecute,
  ) {
    this.asked.push(`${resourceArn} ${secretArn}`);
    for (const set of parameterSets) {
      const values = set.map(({ name, value }) => [name, value.isNull ? null : value.stringValue]);
      await connection.query({ sql, namedPlaceholders: true, values: Object.fromEntries(values) });
    }
  }
}
