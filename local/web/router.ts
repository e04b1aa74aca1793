import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { CareplusError } from "../../runtime/errors";
import { formatSelection, PAGES, parseSelection } from "../../warehouse/dashboards";
import type { WarehouseReader } from "../warehouse/reader";
import { AnswerCache } from "./answer-cache";
import { answerPage } from "./answer-page";
import { answerRejected, type RejectedSelection } from "./answer-rejected";
import { loadBundle } from "./client-bundle";
import type { ColumnStore } from "./columns/column-store";
import { renderDashboard } from "./html/dashboard";
import { renderRejected } from "./html/rejected";
import { readTheme } from "./html/theme-cookie";
import { readLedgerState } from "./ledger-state";
import type { LoadEvents } from "./load-events";
import type { Freshness, PageAnswer } from "./page-answer";
import { refuse, sendAsset, sendHtml, sendJson, sendRedirect } from "./responses";
import type { SharedWork } from "./shared-work";

type Route = (url: URL, request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** Answers every address of the dashboards. Nothing is changed by a request, so only GET and HEAD are known. */
export function createRouter(
  reader: WarehouseReader,
  events: LoadEvents,
  columns: ColumnStore,
  work: SharedWork,
): RequestListener {
  const routes = new Map<string, Route>([
    ["/", (_url, _request, response) => sendRedirect(response, `/${PAGES[0]?.id}`)],
    ["/events", (_url, _request, response) => events.connect(response)],
    [
      "/assets/client.js",
      async (_url, request, response) => sendAsset(request, response, "script", await loadBundle()),
    ],
    [
      "/assets/style.css",
      async (_url, request, response) => sendAsset(request, response, "style", await loadBundle()),
    ],
    [
      "/rejected-records",
      (url, request, response) => sendHtml(response, renderRejected(readTheme(request), url.search)),
    ],
    ...apiRoutes(reader, events, columns, work),
  ]);
  for (const page of PAGES) {
    routes.set(`/${page.id}`, (url, request, response) =>
      sendHtml(response, renderDashboard(page, readTheme(request), url.search)),
    );
  }
  return (request, response) => {
    route(routes, request, response).catch((error: unknown) => refuseFault(response, error));
  };
}

function apiRoutes(
  reader: WarehouseReader,
  events: LoadEvents,
  columns: ColumnStore,
  work: SharedWork,
): [string, Route][] {
  const cache = new AnswerCache<PageAnswer>();
  // The same for every selection; to ask for it took a sixth of an answer out of columns.
  const freshness = new AnswerCache<Freshness>();
  const pages = PAGES.map((page): [string, Route] => [
    `/api/pages/${page.id}`,
    async (url, _request, response) => {
      const selection = parseSelection(page, url.searchParams);
      const { version } = events;
      const key = `${page.id}?${formatSelection(page, selection)}`;
      const answer = await work.ask(`${key}#${version}`, leaving(response), async (signal) => {
        const ledger = await readLedgerState(reader);
        // The version hears of a load in this process at once, the ledger of one by another process.
        const state = `${version} ${ledger}`;
        const known = cache.find(state, key);
        if (known !== undefined) return known;
        const computed = await columns.answer(page, ledger, (table) =>
          answerPage(reader, page, selection, version, signal, table, freshness.find(state, page.id)),
        );
        cache.keep(state, key, computed);
        freshness.keep(state, page.id, computed.freshness);
        return computed;
      });
      sendJson(response, 200, answer);
    },
  ]);
  const rejected: Route = async (url, _request, response) => {
    const selection = readRejectedSelection(url.searchParams);
    const key = `rejected ${JSON.stringify(selection)}#${events.version}`;
    const answer = await work.ask(key, leaving(response), (signal) =>
      answerRejected(reader, selection, signal),
    );
    sendJson(response, 200, answer);
  };
  return [...pages, ["/api/rejected-records", rejected]];
}

async function route(
  routes: ReadonlyMap<string, Route>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = readAddress(request);
  const found = url && routes.get(url.pathname);
  if (!isForUs(request)) {
    refuse(response, 403, "wrong_host", "open the dashboards at 127.0.0.1 or localhost");
  } else if (request.method !== "GET" && request.method !== "HEAD") {
    refuse(response, 405, "method_not_allowed", "the dashboards can only be read");
  } else if (url === undefined || found === undefined) {
    const pages = PAGES.map(({ id }) => id).join(", ");
    refuse(response, 404, "unknown_page", `there is no such page; the pages are ${pages}`);
  } else {
    await found(url, request, response);
  }
}

function readAddress({ url = "/" }: IncomingMessage): URL | undefined {
  const base = "http://127.0.0.1";
  return URL.canParse(url, base) ? new URL(url, base) : undefined;
}

/**
 * A page of another site can make its own name point at 127.0.0.1 and then read our answers (DNS rebinding);
 * the browser still sends that name as the host.
 */
function isForUs(request: IncomingMessage): boolean {
  const port = request.socket.localPort;
  return [`127.0.0.1:${port}`, `localhost:${port}`].includes(request.headers.host ?? "");
}

function readRejectedSelection(params: URLSearchParams): RejectedSelection {
  const dataset = params.get("dataset") || null;
  if (dataset !== null && !PAGES.some((page) => page.dataset === dataset)) {
    throw new CareplusError("bad_parameter", "dataset must be tickets or logs");
  }
  return { dataset, reason: params.get("reason") || null };
}

/** Aborted when the connection closes, whether or not the answer was sent. */
function leaving(response: ServerResponse): AbortSignal {
  const left = new AbortController();
  response.once("close", () => left.abort());
  return left.signal;
}

function refuseFault(response: ServerResponse, error: unknown): void {
  if (response.destroyed || response.headersSent) {
    response.destroy();
    return;
  }
  const code = error instanceof CareplusError ? error.code : "query_failed";
  const message = error instanceof Error ? error.message : String(error);
  refuse(response, code === "bad_parameter" ? 400 : 500, code, message);
}
