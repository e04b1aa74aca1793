import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";

/** A message that was put aside. */
export interface PutAside {
  readonly body: string;
  readonly reason: string | undefined;
}

/**
 * The few calls of S3, EventBridge and SQS that the loader makes, over a folder: GET, HEAD, PUT and DELETE of
 * `/bucket/key`, PutEvents, whose details are kept, and SendMessage. Anything else is refused.
 */
export class FolderBuckets {
  readonly details: unknown[] = [];
  readonly putAside: PutAside[] = [];
  private constructor(
    private readonly root: string,
    private readonly server: Server,
  ) {}

  static async start(root: string): Promise<FolderBuckets> {
    const server = createServer();
    const buckets = new FolderBuckets(root, server);
    server.on("request", (request, response) => {
      void buckets.answer(request, response).catch(() => response.writeHead(500).end());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return buckets;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = join(this.root, decodeURIComponent(new URL(request.url ?? "/", this.endpoint).pathname));
    const body = await buffer(request);
    if (request.headers["x-amz-target"] === "AWSEvents.PutEvents") return this.putEvents(body, response);
    if (request.headers["x-amz-target"] === "AmazonSQS.SendMessage") return this.sendMessage(body, response);
    if (request.method === "PUT") {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, body);
      response.writeHead(200).end();
    } else if (request.method === "DELETE") {
      await rm(path, { force: true });
      response.writeHead(204).end();
    } else if (request.method === "GET" || request.method === "HEAD") {
      const data = await readFile(path).catch(() => undefined);
      if (data === undefined)
        response
          .writeHead(404, { "content-type": "application/xml" })
          .end("<Error><Code>NoSuchKey</Code></Error>");
      else
        response
          .writeHead(200, {
            "content-length": data.length,
            "last-modified": (await stat(path)).mtime.toUTCString(),
          })
          .end(request.method === "GET" ? data : undefined);
    } else {
      response.writeHead(501).end();
    }
  }

  private sendMessage(body: Buffer, response: ServerResponse): void {
    const { MessageBody, MessageAttributes } = JSON.parse(body.toString()) as SentMessage;
    this.putAside.push({ body: MessageBody, reason: MessageAttributes?.reason?.StringValue });
    const answer = JSON.stringify({
      MessageId: randomUUID(),
      MD5OfMessageBody: createHash("md5").update(MessageBody).digest("hex"),
    });
    response.writeHead(200, { "content-type": "application/x-amz-json-1.0" }).end(answer);
  }

  private putEvents(body: Buffer, response: ServerResponse): void {
    const { Entries } = JSON.parse(body.toString()) as { Entries: { Detail: string }[] };
    this.details.push(...Entries.map(({ Detail }) => JSON.parse(Detail) as unknown));
    const answer = JSON.stringify({ FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: "1" })) });
    response.writeHead(200, { "content-type": "application/x-amz-json-1.1" }).end(answer);
  }
}

interface SentMessage {
  readonly MessageBody: string;
  readonly MessageAttributes?: Readonly<Record<string, { readonly StringValue?: string }>>;
}
