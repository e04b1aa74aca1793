import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { QueueDouble, type QueueRequest } from "./queue-double";

/** A message that was put aside. */
export interface PutAside {
  readonly body: string;
  readonly reason: string | undefined;
}

/**
 * The few calls of S3, EventBridge and SQS that the functions make, over a folder: GET, HEAD, PUT and DELETE of
 * `/bucket/key`, PutEvents, whose details are kept, SendMessage, and those of a queue. Anything else is refused. A
 * version of an object is the file `<key>@<version>`.
 */
export class FolderBuckets {
  readonly details: unknown[] = [];
  readonly putAside: PutAside[] = [];
  /** The queue that the loader drains. */
  readonly queue = new QueueDouble();
  /** Told of the path of each object that was put. */
  onPut: (path: string) => void = () => undefined;
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
    const { pathname, searchParams } = new URL(request.url ?? "/", this.endpoint);
    const version = searchParams.get("versionId");
    const path = join(this.root, decodeURIComponent(pathname)) + (version === null ? "" : `@${version}`);
    const body = await buffer(request);
    const target = request.headers["x-amz-target"];
    if (target === "AWSEvents.PutEvents") return this.putEvents(body, response);
    if (target === "AmazonSQS.SendMessage") return this.sendMessage(body, response);
    if (typeof target === "string") return this.askQueue(target.split(".")[1] ?? "", body, response);
    if (request.method === "PUT") {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, body);
      this.onPut(path);
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
      else {
        const part = ranged(data, request.headers.range);
        response
          .writeHead(part.length < data.length ? 206 : 200, {
            "content-length": part.length,
            "last-modified": (await stat(path)).mtime.toUTCString(),
          })
          .end(request.method === "GET" ? part : undefined);
      }
    } else {
      response.writeHead(501).end();
    }
  }

  private askQueue(operation: string, body: Buffer, response: ServerResponse): void {
    const answer = this.queue.answer(operation, JSON.parse(body.toString()) as QueueRequest);
    response.writeHead(200, { "content-type": "application/x-amz-json-1.0" }).end(JSON.stringify(answer));
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

function ranged(data: Buffer, range: string | undefined): Buffer {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? "") ?? [];
  return first === undefined ? data : data.subarray(Number(first), Number(last) + 1);
}

interface SentMessage {
  readonly MessageBody: string;
  readonly MessageAttributes?: Readonly<Record<string, { readonly StringValue?: string }>>;
}
