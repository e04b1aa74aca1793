import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface PlayedComment {
  readonly id: number;
  body: string;
  readonly user: { readonly type: "Bot" | "User" };
}

const TOKEN = "played-token";
const COMMENTS = "/repos/careplus/platform/issues/7/comments";
const COMMENT = /^\/repos\/careplus\/platform\/issues\/comments\/(\d+)$/;

/** GitHub's comments on pull request 7 of careplus/platform; what it does not know gets a 404, as there. */
export class PlayedGithub {
  readonly comments: PlayedComment[] = [];
  readonly token = TOKEN;
  /** Requests that changed something. */
  readonly changes: string[] = [];
  mayWrite = true;
  private readonly server: Server;
  private lastId = 0;

  constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  comment(type: "Bot" | "User", body: string): void {
    this.lastId += 1;
    this.comments.push({ id: this.lastId, body, user: { type } });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, content?: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(content === undefined ? undefined : JSON.stringify(content));
    };
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return send(401, { message: "Bad credentials" });
    const { pathname, searchParams } = new URL(request.url ?? "", "http://github");
    const { method } = request;
    if (method === "GET" && pathname === COMMENTS) return send(200, this.page(searchParams));
    if (!this.mayWrite) return send(403, { message: "Resource not accessible by integration" });
    const body = await bodyOf(request);
    if (body !== undefined && body.length > 65_536)
      return send(422, { message: "Validation Failed: body is too long (maximum is 65536 characters)" });
    if (method === "POST" && pathname === COMMENTS && body !== undefined) {
      this.changes.push("create");
      this.comment("Bot", body);
      return send(201, this.comments.at(-1));
    }
    const id = Number(COMMENT.exec(pathname)?.[1]);
    const at = this.comments.findIndex((comment) => comment.id === id);
    const found = this.comments[at];
    if (found === undefined) return send(404, { message: "Not Found" });
    if (method === "PATCH" && body !== undefined) {
      this.changes.push(`update ${id}`);
      found.body = body;
      return send(200, found);
    }
    if (method !== "DELETE") return send(404, { message: "Not Found" });
    this.changes.push(`delete ${id}`);
    this.comments.splice(at, 1);
    return send(204);
  }

  /** As GitHub: 30 comments unless the request says otherwise, 100 at most. */
  private page(parameters: URLSearchParams): readonly PlayedComment[] {
    const size = Math.min(Number(parameters.get("per_page") ?? 30), 100);
    const page = Number(parameters.get("page") ?? 1);
    return this.comments.slice((page - 1) * size, page * size);
  }
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  return text === "" ? undefined : (JSON.parse(text) as { body: string }).body;
}
