import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { closeServer, listenOnLoopback } from "../../../local/loopback-server";

export interface Played {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** Real HTTP on loopback: plays the login and the API of Power BI, one answer after the other. */
export interface PowerBiServer {
  readonly address: string;
  readonly asked: readonly Asked[];
  /** Answers still to be given; the last one of each kind is repeated. */
  play(kind: "token" | "start" | "status", ...answers: readonly Played[]): void;
  close(): Promise<void>;
}

export const TOKEN: Played = {
  status: 200,
  body: { access_token: "token-1", expires_in: 3599, token_type: "Bearer" },
};

export async function startPowerBiServer(): Promise<PowerBiServer> {
  const asked: Asked[] = [];
  const answers = new Map<string, Played[]>([["token", [TOKEN]]]);
  const server = createServer(async (request, response) => {
    const path = request.url ?? "";
    const { authorization } = request.headers;
    asked.push({ method: request.method ?? "", path, authorization, body: await text(request) });
    const list = answers.get(kindOf(request)) ?? [];
    const answer = list.length > 1 ? list.shift() : list[0];
    if (answer === undefined) {
      response.writeHead(501).end();
      return;
    }
    response.writeHead(answer.status, { ...answer.headers });
    response.end(answer.body === undefined ? "" : JSON.stringify(answer.body));
  });
  const address = await listenOnLoopback(server);
  return {
    address,
    asked,
    play: (kind, ...played) => void answers.set(kind, [...played]),
    close: () => closeServer(server),
  };
}

function kindOf({ method, url = "" }: IncomingMessage): string {
  if (url.endsWith("/oauth2/v2.0/token")) return "token";
  return method === "POST" ? "start" : "status";
}
