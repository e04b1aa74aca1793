import { secondText } from "../../runtime/generate/calendar";
import type { SeededRandom } from "../../runtime/generate/seeded-random";
import {
  DEBUG_TEXTS,
  EVENT_TYPES,
  LEVEL_TYPOS,
  LEVELS,
  type Level,
  SERVICES,
  TRICKY_MESSAGES,
  USER_AGENTS,
} from "./log-vocabulary";

/** The fields of an entry as the service writes them; a field that is undefined is left out. */
export interface LogFields {
  readonly loggedAt: string;
  readonly level: string;
  readonly component: string;
  readonly ticketId: string;
  readonly sessionId: string;
  readonly ip: string;
  readonly responseTimeMs: number | undefined;
  readonly cpuPercent: string;
  readonly eventType: string;
  readonly isError: boolean;
  /** With its quotes; undefined: the line is missing. */
  readonly userAgent: string | undefined;
  /** Without its quotes, inner ones escaped. */
  readonly message: string;
  readonly debug: string;
  readonly traceId: string;
}

/** The fields of a valid entry about a ticket; levels may be mistyped, as the rules correct them. */
export function randomFields(loggedAtMs: number, ticketId: string, random: SeededRandom): LogFields {
  const level = random.pickWeighted(LEVELS);
  const text = random.chance(0.03) ? random.pick(TRICKY_MESSAGES) : " event for";
  return {
    loggedAt: secondText(loggedAtMs),
    level: writeLevel(level, random),
    component: `careplus.support.${random.pick(SERVICES)}`,
    ticketId: random.chance(0.02) ? random.pick(["None", "null", ""]) : ticketId,
    sessionId: random.chance(0.02) ? "None" : `sess_${ticketId}`,
    ip: `${random.between(1, 223)}.${random.between(0, 255)}.${random.between(0, 255)}.${random.between(1, 254)}`,
    responseTimeMs: Math.round(random.next() ** 2 * 2_600),
    cpuPercent: (random.next() * 100).toFixed(2),
    eventType: random.pick(EVENT_TYPES),
    isError: level === "ERROR" || random.chance(0.05),
    userAgent: `"${random.pick(USER_AGENTS)}"`,
    message: `${text} ${ticketId}`,
    debug: random.pick(DEBUG_TEXTS),
    traceId: random.chance(0.6)
      ? "None"
      : `tr-${random.between(0, 0xffffffff).toString(16).padStart(8, "0")}`,
  };
}

/** The entry's text, lines joined by LF, without a separator line. */
export function entryText(fields: LogFields): string {
  const { responseTimeMs, userAgent } = fields;
  const measures = [
    `IP=${fields.ip}`,
    ...(responseTimeMs === undefined ? [] : [`ResponseTime=${responseTimeMs}ms`]),
    `CPU=${fields.cpuPercent}%`,
    `EventType=${fields.eventType}`,
    `Error=${fields.isError}`,
  ];
  return [
    `${fields.loggedAt} [${fields.level}] ${fields.component} - TicketID=${fields.ticketId} SessionID=${fields.sessionId}`,
    measures.join(" | "),
    ...(userAgent === undefined ? [] : [`UserAgent=${userAgent}`]),
    `Message="${fields.message}"`,
    `Debug=${fields.debug}`,
    `TraceID=${fields.traceId}`,
  ].join("\n");
}

function writeLevel(level: Level, random: SeededRandom): string {
  return random.pickWeighted<string>([
    [level, 0.87],
    [LEVEL_TYPOS[level], 0.1],
    [level.toLowerCase(), 0.03],
  ]);
}
