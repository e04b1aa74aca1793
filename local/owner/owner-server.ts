import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { CareplusError } from "../../runtime/errors";
import { closeServer, listenOnLoopback } from "../loopback-server";
import type { Row, SqlValue } from "../warehouse/reader";
import { removeOwner, writeOwner } from "./owner-file";

/** A question to the owner. `user` marks SQL typed by a person, which may only read. */
export interface OwnerQuery {
  readonly sql: string;
  readonly params?: readonly SqlValue[];
  readonly user?: boolean;
}

export interface OwnerWarehouse {
  query(sql: string, params?: readonly SqlValue[]): Promise<Row[]>;
  queryReadOnly(sql: string): Promise<Row[]>;
}

const LARGEST_QUESTION_BYTES = 4 << 20;

/**
 * Answers the questions of other processes on the same state folder: DuckDB lets one process write,
 * and then no other may even read the file.
 */
export async function serveOwner(
  stateDir: string,
  warehouse: OwnerWarehouse,
): Promise<{ close(): Promise<void> }> {
  const token = randomBytes(24).toString("hex");
  const server = createServer((request, response) => {
    answer(request, response, token, warehouse).catch((error: unknown) => {
      send(response, 500, { error: { code: "internal", message: String(error) } });
    });
  });
  const url = await listenOnLoopback(server);
  await writeOwner(stateDir, { pid: process.pid, url, token });
  return {
    async close() {
      await removeOwner(stateDir);
      await closeServer(server);
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  warehouse: OwnerWarehouse,
): Promise<void> {
  if (!isAuthorised(request, token))
    return send(response, 401, { error: { code: "unauthorised", message: "wrong token" } });
  try {
    const question = JSON.parse(await readBody(request)) as OwnerQuery;
    const rows = question.user
      ? await warehouse.queryReadOnly(question.sql)
      : await warehouse.query(question.sql, question.params ?? []);
    send(response, 200, { rows });
  } catch (error) {
    const code = error instanceof CareplusError ? error.code : "query_failed";
    send(response, 400, { error: { code, message: error instanceof Error ? error.message : String(error) } });
  }
}

function isAuthorised(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? "");
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Reads to the end even what is too large, without keeping it: leaving early would reset the asker's connection. */
async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LARGEST_QUESTION_BYTES) chunks.push(chunk);
  }
  if (size > LARGEST_QUESTION_BYTES)
    throw new CareplusError("query_too_large", "the query is longer than 4 MiB");
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
