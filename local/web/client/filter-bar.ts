import {
  ALL_TIME,
  DATE_PRESETS,
  type DateRange,
  defaultSelection,
  formatSelection,
  type Page,
  type Selection,
} from "../../../warehouse/dashboards";
import type { PageAnswer } from "../page-answer";
import { ChoiceMenu } from "./choice-menu";
import { find } from "./dom";

/** The filters of a page: shows a selection, and tells when a person changes it. */
export class FilterBar {
  readonly #form: HTMLFormElement;
  readonly #from: HTMLInputElement;
  readonly #to: HTMLInputElement;
  readonly #menus: ReadonlyMap<string, ChoiceMenu>;
  #selection: Selection;

  constructor(
    root: ParentNode,
    private readonly page: Page,
    private readonly onChange: (selection: Selection) => void,
  ) {
    this.#selection = defaultSelection(page);
    this.#form = find<HTMLFormElement>(root, "[data-filters]");
    this.#from = find<HTMLInputElement>(this.#form, "[name=from]");
    this.#to = find<HTMLInputElement>(this.#form, "[name=to]");
    this.#menus = new Map(
      page.choices.map(({ id }) => [
        id,
        new ChoiceMenu(this.#form, id, (values) => this.#choose(id, values)),
      ]),
    );
    this.#form.addEventListener("change", (event) => this.#readControl(event.target));
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#form.addEventListener("reset", (event) => {
      event.preventDefault();
      this.#change(defaultSelection(page));
    });
  }

  /** Puts the controls into the state of a selection. */
  show(selection: Selection): void {
    this.#selection = selection;
    const { range } = selection;
    for (const { id } of DATE_PRESETS) {
      find<HTMLInputElement>(this.#form, `[name=range][value="${id}"]`).checked =
        range.kind === "preset" && range.preset === id;
    }
    if (range.kind === "between") this.#showDays(range.from, range.to);
    for (const { id } of this.page.switches) {
      find<HTMLInputElement>(this.#form, `[name="${id}"]`).checked = selection.switches[id] === true;
    }
    find(this.#form, "[data-reset]").hidden = formatSelection(this.page, selection).size === 0;
  }

  /** Fills in what the data says: the values to choose from, and the days a preset stands for. */
  showAnswer({ choices, bounds, from, to }: PageAnswer): void {
    for (const [id, menu] of this.#menus) menu.show(choices[id] ?? [], this.#selection.choices[id] ?? []);
    if (this.#selection.range.kind === "preset") this.#showDays(from ?? bounds?.first, to ?? bounds?.last);
  }

  /** Adds a value to a choice filter, or takes it out. */
  toggle(id: string, value: string): void {
    const chosen = this.#selection.choices[id] ?? [];
    this.#choose(id, chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
  }

  #readControl(control: EventTarget | null): void {
    if (!(control instanceof HTMLInputElement)) return;
    const preset = DATE_PRESETS.find(({ id }) => control.name === "range" && id === control.value);
    if (control === this.#from || control === this.#to) {
      this.#setRange(this.#readDays(control));
    } else if (preset !== undefined) {
      this.#setRange({ kind: "preset", preset: preset.id });
    } else if (this.page.switches.some(({ id }) => id === control.name)) {
      const switches = { ...this.#selection.switches, [control.name]: control.checked };
      this.#change({ ...this.#selection, switches });
    }
  }

  /** A first day after the last one is no period: the day just typed counts alone. */
  #readDays(typed: HTMLInputElement): DateRange {
    const from = this.#from.value || undefined;
    const to = this.#to.value || undefined;
    if (from === undefined && to === undefined) return ALL_TIME;
    if (from !== undefined && to !== undefined && from > to) {
      return { kind: "between", from: typed.value, to: typed.value };
    }
    return { kind: "between", from, to };
  }

  #showDays(from: string | undefined, to: string | undefined): void {
    // Whoever is typing a date must not have it changed under the fingers.
    for (const [input, day] of [[this.#from, from] as const, [this.#to, to] as const]) {
      if (document.activeElement !== input) input.value = day ?? "";
    }
  }

  #setRange(range: DateRange): void {
    this.#change({ ...this.#selection, range });
  }

  #choose(id: string, values: readonly string[]): void {
    const { [id]: _, ...others } = this.#selection.choices;
    const choices = values.length === 0 ? others : { ...others, [id]: values };
    this.#change({ ...this.#selection, choices });
  }

  #change(selection: Selection): void {
    this.show(selection);
    for (const [id, menu] of this.#menus) menu.choose(selection.choices[id] ?? []);
    this.onChange(selection);
  }
}
