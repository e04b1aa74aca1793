import { CareplusError } from "../errors";
import type { Deadline } from "./deadline";

/** An answer that was read to its end. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON of the body; undefined when it is empty or something else. */
  readonly body: unknown;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Sends a request, again while the service says it is overloaded (429, 5xx) or cannot be reached, with the pauses
 * it asks for (Retry-After) or growing ones.
 *
 * @throws CareplusError `powerbi_throttled` or `powerbi_unreachable` when the deadline comes first
 */
export async function callHttp(
  url: string,
  init: RequestInit,
  deadline: Deadline,
  firstPauseMs = FIRST_PAUSE_MS,
): Promise<HttpAnswer> {
  for (let attempt = 0; ; attempt += 1) {
    const pauseMs = Math.min(firstPauseMs * 2 ** attempt, LONGEST_PAUSE_MS);
    const answer = await send(url, init, deadline);
    if (!(answer instanceof Error) && answer.status !== 429 && answer.status < 500) return answer;
    const askedMs = answer instanceof Error ? undefined : retryAfterMs(answer.headers);
    if (!(await deadline.wait(askedMs ?? pauseMs))) throw outOfTime(url, answer, askedMs);
  }
}

async function send(url: string, init: RequestInit, deadline: Deadline): Promise<HttpAnswer | Error> {
  try {
    const signal = AbortSignal.timeout(Math.max(1, deadline.remainingMs()));
    const response = await fetch(url, { ...init, signal, redirect: "error" });
    return { status: response.status, headers: response.headers, body: parse(await response.text()) };
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Retry-After in its form of seconds; the form of a date is not sent by these services. */
function retryAfterMs(headers: Headers): number | undefined {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined;
}

function outOfTime(url: string, answer: HttpAnswer | Error, askedMs: number | undefined): CareplusError {
  const { host } = new URL(url);
  if (answer instanceof Error) {
    return new CareplusError("powerbi_unreachable", `${host} cannot be reached`, { cause: answer });
  }
  if (answer.status !== 429) {
    return new CareplusError("powerbi_unreachable", `${host} is out of order: it answers ${answer.status}`);
  }
  const wait = askedMs === undefined ? "" : ` before ${Math.ceil(askedMs / 1_000)} seconds have passed`;
  return new CareplusError("powerbi_throttled", `${host} takes no more requests${wait}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
