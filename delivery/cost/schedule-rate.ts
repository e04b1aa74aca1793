import { CareplusError } from "../../runtime/errors";

const PER_DAY: Readonly<Record<string, number>> = { minute: 1_440, hour: 24, day: 1 };

/**
 * How often a day, on average, a schedule of EventBridge fires: `rate(15 minutes)`, `cron(0 5 ? * MON-FRI *)`.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 *
 * @throws CareplusError `unpriced_schedule` for another form, or a field that counts in ways of its own (`L`, `W`, `#`)
 */
export function firesPerDay(expression: string): number {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate?.[1] !== undefined && rate[2] !== undefined) return (PER_DAY[rate[2]] ?? 0) / Number(rate[1]);
  const [minutes, hours, days, months, weekdays] =
    /^cron\(([^)]+)\)$/.exec(expression)?.[1]?.split(" ") ?? [];
  if (weekdays === undefined) throw unknown(expression);
  const share = (field: string | undefined, size: number, first: number): number =>
    countOf(field ?? "", size, first, expression) / size;
  return (
    share(minutes, 60, 0) *
    60 *
    share(hours, 24, 0) *
    24 *
    share(days, 31, 1) *
    share(months, 12, 1) *
    share(weekdays, 7, 1)
  );
}

const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/** How many values of a field's range a part of the expression stands for. */
function countOf(field: string, size: number, first: number, expression: string): number {
  if (field === "*" || field === "?") return size;
  const last = first + size - 1;
  const found = new Set<number>();
  for (const item of field.split(",")) {
    const [, from, to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(item) ?? [];
    if (from === undefined) throw unknown(expression);
    const begin = from === "*" ? first : numberOf(from, size, expression);
    const isSingle = to === undefined && step === undefined && from !== "*";
    const end = to !== undefined ? numberOf(to, size, expression) : isSingle ? begin : last;
    if (begin < first || end > last || begin > end || step === "0") throw unknown(expression);
    for (let value = begin; value <= end; value += Number(step ?? 1)) found.add(value);
  }
  return found.size;
}

function numberOf(word: string, size: number, expression: string): number {
  const names = size === 7 ? WEEKDAYS : size === 12 ? MONTHS : [];
  const named = names.indexOf(word.toUpperCase());
  const value = named >= 0 ? named + 1 : Number(word);
  if (!Number.isInteger(value)) throw unknown(expression);
  return value;
}

function unknown(expression: string): CareplusError {
  return new CareplusError(
    "unpriced_schedule",
    `how often ${expression} fires a month is not known to the cost model`,
  );
}
