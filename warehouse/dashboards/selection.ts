import { CareplusError } from "../../runtime/errors";
import { ALL_TIME, DATE_PRESETS, type DatePresetId, type DateRange, isDay } from "./date-range";
import type { Page } from "./model";

/** What a person has chosen on a page. */
export interface Selection {
  readonly range: DateRange;
  /** Chosen values by choice filter; a filter without values is absent and lets everything through. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
  /** State of every switch of the page. */
  readonly switches: Readonly<Record<string, boolean>>;
}

const MOST_VALUES = 500;

/** What a page shows before anything is chosen. */
export function defaultSelection(page: Page): Selection {
  const switches = Object.fromEntries(page.switches.map(({ id, isOnByDefault }) => [id, isOnByDefault]));
  return { range: ALL_TIME, choices: {}, switches };
}

/**
 * Reads a selection from the parameters of an address: `from` and `to` (days) or `range` (a preset), each
 * choice filter by its id (repeated for several values), each switch by its id as `yes` or `no`.
 * @throws CareplusError `bad_parameter` with a sentence naming the first parameter that is wrong
 */
export function parseSelection(page: Page, params: URLSearchParams): Selection {
  refuseUnknownNames(page, params);
  const choices: Record<string, string[]> = {};
  for (const { id } of page.choices) {
    const values = [...new Set(params.getAll(id))];
    if (values.length > MOST_VALUES) throw bad(`${id} takes at most ${MOST_VALUES} values`);
    if (values.length > 0) choices[id] = values;
  }
  const switches: Record<string, boolean> = {};
  for (const { id, isOnByDefault } of page.switches) {
    const value = readOne(params, id);
    if (value !== undefined && value !== "yes" && value !== "no") throw bad(`${id} must be yes or no`);
    switches[id] = value === undefined ? isOnByDefault : value === "yes";
  }
  return { range: parseRange(params), choices, switches };
}

/** The shortest parameters that `parseSelection` reads back as this selection. */
export function formatSelection(page: Page, selection: Selection): URLSearchParams {
  const params = new URLSearchParams();
  const { range } = selection;
  if (range.kind === "between") {
    if (range.from !== undefined) params.set("from", range.from);
    if (range.to !== undefined) params.set("to", range.to);
  } else if (range.preset !== "all") {
    params.set("range", range.preset);
  }
  for (const { id } of page.choices) {
    for (const value of selection.choices[id] ?? []) params.append(id, value);
  }
  for (const { id, isOnByDefault } of page.switches) {
    const isOn = selection.switches[id] ?? isOnByDefault;
    if (isOn !== isOnByDefault) params.set(id, isOn ? "yes" : "no");
  }
  return params;
}

function parseRange(params: URLSearchParams): DateRange {
  const from = readDay(params, "from");
  const to = readDay(params, "to");
  const preset = readOne(params, "range");
  if (from === undefined && to === undefined) {
    return preset === undefined ? ALL_TIME : { kind: "preset", preset: readPreset(preset) };
  }
  if (preset !== undefined) throw bad("give either range, or from and to");
  if (from !== undefined && to !== undefined && from > to) throw bad(`from (${from}) is after to (${to})`);
  return { kind: "between", from, to };
}

function readDay(params: URLSearchParams, name: string): string | undefined {
  const value = readOne(params, name);
  if (value !== undefined && !isDay(value)) throw bad(`${name} must be a date like 2025-07-01`);
  return value;
}

function readPreset(value: string): DatePresetId {
  const preset = DATE_PRESETS.find(({ id }) => id === value);
  if (preset === undefined) throw bad(`range must be one of ${DATE_PRESETS.map(({ id }) => id).join(", ")}`);
  return preset.id;
}

/** An empty parameter (`?from=`) is what an emptied form field leaves: nothing chosen. */
function readOne(params: URLSearchParams, name: string): string | undefined {
  const values = params.getAll(name);
  if (values.length > 1) throw bad(`${name} may be given once only`);
  return values[0] === "" ? undefined : values[0];
}

function refuseUnknownNames(page: Page, params: URLSearchParams): void {
  const known = new Set(["from", "to", "range"]);
  for (const { id } of [...page.choices, ...page.switches]) known.add(id);
  for (const name of params.keys()) {
    if (!known.has(name)) throw bad(`the page ${page.id} has no filter called ${name.slice(0, 60)}`);
  }
}

function bad(sentence: string): CareplusError {
  return new CareplusError("bad_parameter", sentence);
}
