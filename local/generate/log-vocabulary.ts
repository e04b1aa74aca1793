import type { Weighted } from "../../runtime/generate/seeded-random";

// What the generated services write; the format and its defects are those of docs/data.md section 2.

export type Level = "DEBUG" | "INFO" | "WARNING" | "ERROR";

export const LEVELS: readonly [Weighted<Level>, ...Weighted<Level>[]] = [
  ["INFO", 0.55],
  ["DEBUG", 0.25],
  ["WARNING", 0.13],
  ["ERROR", 0.07],
];

export const LEVEL_TYPOS: Readonly<Record<Level, string>> = {
  DEBUG: "DEBG",
  INFO: "INF0",
  WARNING: "warnING",
  ERROR: "EROR",
};

export const SERVICES = [
  "GenericService",
  "AuthService",
  "PaymentService",
  "TicketService",
  "NotificationService",
] as const;

export const EVENT_TYPES = [
  "generic_event",
  "login_attempt",
  "payment_failed",
  "ticket_update",
  "session_timeout",
  "agent_reply",
] as const;

export const USER_AGENTS = [
  "PostmanRuntime/7.32.2",
  "curl/7.88.1",
  "python-urllib/3.11",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) Mobile/15E148",
] as const;

/** Debug texts; None, null and empty mean that there is none. */
export const DEBUG_TEXTS = [
  '"ℹ️ Logged for monitoring"',
  '"✅ Completed"',
  '"🔁 Retry scheduled"',
  '""',
  "None",
  "null",
] as const;

export const TRICKY_MESSAGES = [
  'Payment refused | code=402 | hint=\\"try again\\" for',
  "first line\n--- is no separator\nlast line of",
  "a = b, c=d, Error=true, CPU=999% in",
  "Kunde “Zoë” wants 😀 for",
] as const;
