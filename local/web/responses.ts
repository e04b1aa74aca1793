import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Bundle } from "./client-bundle";
import type { ErrorAnswer } from "./page-answer";

/** Nothing from another host, nothing inline: what a record says can never become script or style. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const SAFETY = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
};

const ASSET_TYPES = { script: "text/javascript; charset=utf-8", style: "text/css; charset=utf-8" };

export function sendHtml(response: ServerResponse, html: string): void {
  response
    .writeHead(200, { ...SAFETY, "content-type": "text/html; charset=utf-8", "cache-control": "no-store" })
    .end(html);
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { ...SAFETY, "content-type": "application/json", "cache-control": "no-store" })
    .end(JSON.stringify(body));
}

export function sendRedirect(response: ServerResponse, path: string): void {
  response.writeHead(302, { ...SAFETY, location: path }).end();
}

/** The script or the style sheet; a browser that has this very text already is told so. */
export function sendAsset(
  request: IncomingMessage,
  response: ServerResponse,
  kind: keyof Bundle,
  bundle: Bundle,
): void {
  const text = bundle[kind];
  const etag = `"${createHash("sha256").update(text).digest("base64url")}"`;
  const headers = { ...SAFETY, "content-type": ASSET_TYPES[kind], "cache-control": "no-cache", etag };
  if (request.headers["if-none-match"] === etag) response.writeHead(304, headers).end();
  else response.writeHead(200, headers).end(text);
}

/** Refuses a request with one sentence. */
export function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  const answer: ErrorAnswer = { error: { code, message } };
  sendJson(response, status, answer);
}
