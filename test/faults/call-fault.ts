import { Readable } from "node:stream";
import type { Chance } from "./chance";

/**
 * What befalls a run of a function at one of its calls of AWS.
 *
 * - `dies before`, `dies after`: the function ends there, as when its machine is lost;
 * - `dies during`: it ends while the call is on its way, which is carried out later, beside another run;
 * - `fails`: the call is answered by an error and not carried out, once;
 * - `fails unheard`: it is carried out and answered by an error, once;
 * - `throttled`: it and those after it are refused, so many times.
 */
export interface CallFault {
  readonly kind: "dies before" | "dies after" | "dies during" | "fails" | "fails unheard" | "throttled";
  /** Which call of the run, from 1; a repeat by the SDK is a call of its own. */
  readonly call: number;
  readonly times: number;
}

const KINDS = ["dies before", "dies after", "dies during", "fails", "fails unheard", "throttled"] as const;
/** The SDK tries three times, so some are not survived. */
const MOST_THROTTLED = 4;

/** @param calls how many the run makes, about */
export function anyFault(chance: Chance, calls: number): CallFault {
  const kind = chance.pick(KINDS);
  const times = kind === "throttled" ? chance.between(1, MOST_THROTTLED) : 1;
  return { kind, call: chance.between(1, calls), times };
}

/** What a client of the SDK is given for an answer. */
export interface HttpAnswer {
  readonly response: {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Readable;
  };
}

/** An answer of S3, or of a service that speaks JSON, that is an error. */
export function errorAnswer(isS3: boolean, isThrottled: boolean): HttpAnswer {
  const code = isThrottled ? "ThrottlingException" : "InternalServerException";
  const xml = `<Error><Code>${isThrottled ? "SlowDown" : "InternalError"}</Code><Message>by chance</Message></Error>`;
  const body = isS3 ? xml : JSON.stringify({ __type: code, message: "by chance" });
  const statusCode = isS3 && isThrottled ? 503 : isThrottled ? 400 : 500;
  const headers = { "content-type": isS3 ? "application/xml" : "application/x-amz-json-1.1" };
  return { response: { statusCode, headers, body: Readable.from([Buffer.from(body)]) } };
}
