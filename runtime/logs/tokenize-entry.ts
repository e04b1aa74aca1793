/** The parts of an entry's text, before any rule is applied. */
export interface EntryTokens {
  /** `YYYY-MM-DD HH:MM:SS` as written. */
  readonly timestamp: string;
  readonly level: string;
  readonly component: string;
  /** Values by key, as written but for quotes and their escapes. */
  readonly values: ReadonlyMap<string, string>;
  /** Text that is no `Key=value`, or a key that stands twice. */
  readonly hasLeftovers: boolean;
}

const HEADER = /^(\S+[ \t]+\S+)[ \t]+\[([^\]\n]*)\][ \t]+(\S*)[ \t]+-(?:[ \t\r\n]+|$)/;
const KEYS = "TicketID|SessionID|IP|ResponseTime|CPU|EventType|Error|UserAgent|Message|Debug|TraceID";
const GAP = /[\s|]*/y;
const KEY = /([A-Za-z]\w*)=/y;
const BARE_VALUE = /[^\s|]*/y;
/** What may follow a closing quote: the end, the next field, or a bar. A quote before anything else is text. */
const AFTER_QUOTE = new RegExp(`[ \\t\\r\\n]*(?:$|\\||(?:${KEYS})=)`, "y");

/** Takes an entry's text apart; undefined when it does not begin like an entry. */
export function tokenizeEntry(text: string): EntryTokens | undefined {
  const header = HEADER.exec(text);
  if (header === null) return undefined;
  const [whole, timestamp = "", level = "", component = ""] = header;
  const values = new Map<string, string>();
  let hasLeftovers = false;
  let at = whole.length;
  for (;;) {
    at = skip(GAP, text, at);
    if (at >= text.length) break;
    KEY.lastIndex = at;
    const key = KEY.exec(text)?.[1];
    if (key === undefined) {
      hasLeftovers = true;
      at = Math.max(at + 1, skip(BARE_VALUE, text, at));
      continue;
    }
    const valueAt = at + key.length + 1;
    const end = text[valueAt] === '"' ? closingQuote(text, valueAt + 1) : undefined;
    const bareEnd = skip(BARE_VALUE, text, valueAt);
    const value =
      end === undefined ? text.slice(valueAt, bareEnd) : unescapeQuotes(text.slice(valueAt + 1, end));
    if (values.has(key)) hasLeftovers = true;
    else values.set(key, value);
    at = end === undefined ? bareEnd : end + 1;
  }
  return { timestamp: timestamp.replace(/[ \t]+/, " "), level, component, values, hasLeftovers };
}

/** Index of the quote that closes a value; undefined when none does. */
function closingQuote(text: string, from: number): number | undefined {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text[at - 1] === "\\" && at > from) continue;
    AFTER_QUOTE.lastIndex = at + 1;
    if (AFTER_QUOTE.test(text)) return at;
  }
  return undefined;
}

function unescapeQuotes(text: string): string {
  return text.includes('\\"') ? text.replaceAll('\\"', '"') : text;
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  pattern.exec(text);
  return pattern.lastIndex;
}
