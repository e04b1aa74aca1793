const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?$/;
const FIRST_YEAR = 2000;
const LAST_YEAR = 2099;

export const MICROS_PER_DAY = 86_400_000_000;

/** Microseconds since 1970 of `YYYY-MM-DD HH:MM:SS[.ffffff]` in UTC; undefined when it is no date of 2000–2099. */
export function parseTimestamp(text: string): number | undefined {
  const match = TIMESTAMP.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (year < FIRST_YEAR || year > LAST_YEAR || hour > 23 || minute > 59 || second > 59) return undefined;
  const milliseconds = Date.UTC(year, month - 1, day, hour, minute, second);
  const date = new Date(milliseconds);
  // Date.UTC turns 30 February into 2 March.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return milliseconds * 1000 + Number((match[7] ?? "").padEnd(6, "0"));
}
