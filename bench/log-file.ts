import { closeSync, openSync, writeSync } from "node:fs";
import { SeededRandom } from "../runtime/generate/seeded-random";

const USER_AGENTS = [
  "PostmanRuntime/7.32.2",
  "curl/7.88.1",
  "python-urllib/3.11",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/604.1",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36",
] as const;
const SERVICES = [
  "Generic",
  "Auth",
  "Payment",
  "Ticket",
  "Notification",
  "Billing",
  "Chat",
  "Email",
] as const;
const EVENTS = [
  "generic_event",
  "login_attempt",
  "payment_failed",
  "ticket_update",
  "session_timeout",
] as const;
const DEBUGS = [
  "ℹ️ Logged for monitoring",
  "✅ Completed without issue",
  "⚠️ Slow upstream response detected",
] as const;
const MESSAGES = [
  "event for",
  "User could not complete the request for",
  "Payment gateway answered late while handling",
  "Customer “Zoë” asked for an update on",
] as const;
const LEVELS = ["INFO", "INFO", "INFO", "DEBUG", "WARNING", "ERROR"] as const;
const TYPOS: Readonly<Record<string, string>> = {
  INFO: "INF0",
  DEBUG: "DEBG",
  WARNING: "warnING",
  ERROR: "EROR",
};
const MONTH_START = Date.UTC(2025, 6, 1);
const ENTRIES_PER_WRITE = 5_000;

/**
 * Writes entries of about 380 bytes over some days: 7 % exact duplicates, 7 % negative response times, 10 % typing
 * errors in levels, 0.1 % unknown levels, 0.1 % text that is no entry. The same arguments give the same bytes.
 */
export function writeLogFile(path: string, count: number, days: number): void {
  const random = new SeededRandom(1);
  const file = openSync(path, "w");
  const block: string[] = [];
  for (let index = 0; index < count; index++) {
    const earlier = block[Math.floor(random.next() * block.length)];
    block.push(earlier !== undefined && random.chance(0.07) ? earlier : entryAt(index, count, days, random));
    if (block.length < ENTRIES_PER_WRITE) continue;
    writeSync(file, block.join(""));
    block.length = 0;
  }
  writeSync(file, block.join(""));
  closeSync(file);
}

function entryAt(index: number, count: number, days: number, random: SeededRandom): string {
  if (random.chance(0.001)) return `no entry ${index}\nin two lines\n---\n`;
  const second = Math.floor((index * days * 86_400) / count);
  const at = new Date(MONTH_START + second * 1000).toISOString().slice(0, 19).replace("T", " ");
  const ticket = `TCK0${700_000 + random.between(0, Math.max(30, Math.floor(count / 3)))}`;
  const known = random.pick(LEVELS);
  const level = random.chance(0.001) ? "FATAL" : random.chance(0.1) ? (TYPOS[known] ?? known) : known;
  const responseTime = random.chance(0.07) ? -random.between(1, 500) : random.between(0, 2_499);
  const ip = [random.between(1, 222), random.between(0, 255), random.between(0, 255), random.between(0, 255)];
  const detail = random.chance(0.3)
    ? ` (attempt ${random.between(0, 8)}, ref ${random.between(0, 999_999)})`
    : "";
  const trace = random.chance(0.6) ? "None" : `tr-${hexWord(random)}${hexWord(random)}`;
  return `${at} [${level}] careplus.support.${random.pick(SERVICES)}Service - TicketID=${ticket} SessionID=sess_${ticket}
IP=${ip.join(".")} | ResponseTime=${responseTime}ms | CPU=${(random.next() * 100).toFixed(2)}% | EventType=${random.pick(EVENTS)} | Error=${random.chance(0.2)}
UserAgent="${random.pick(USER_AGENTS)}"
Message="${random.pick(MESSAGES)} ${ticket}${detail}"
Debug="${random.pick(DEBUGS)}"
TraceID=${trace}
---
`;
}

function hexWord(random: SeededRandom): string {
  return random
    .between(0, 2 ** 32 - 1)
    .toString(16)
    .padStart(8, "0");
}
