import { create, find, setText } from "./dom";

/** A filter that opens into a list of check boxes. Nothing ticked means all. */
export class ChoiceMenu {
  readonly #root: HTMLDetailsElement;
  readonly #list: HTMLElement;
  #values: readonly string[] = [];

  constructor(
    root: ParentNode,
    private readonly id: string,
    private readonly onChange: (values: readonly string[]) => void,
  ) {
    this.#root = find<HTMLDetailsElement>(root, `[data-choice="${id}"]`);
    this.#list = find(this.#root, "[data-choice-values]");
    this.#list.addEventListener("change", () => this.onChange(this.#ticked()));
    find(this.#root, "[data-choice-clear]").addEventListener("click", () => this.onChange([]));
    this.#closeWhenLeft();
  }

  /** Shows these values; a chosen one that no row has any more stays in the list. */
  show(available: readonly string[], chosen: readonly string[]): void {
    const values = [...available, ...chosen.filter((value) => !available.includes(value))];
    if (values.join("\u0000") !== this.#values.join("\u0000")) this.#fill(values);
    this.choose(chosen);
  }

  /** Ticks these values and says so on the closed menu. */
  choose(chosen: readonly string[]): void {
    for (const box of this.#boxes()) box.checked = chosen.includes(box.value);
    const [first = "All"] = chosen;
    setText(find(this.#root, "[data-choice-state]"), chosen.length > 1 ? `${chosen.length} chosen` : first);
    this.#root.classList.toggle("is-set", chosen.length > 0);
  }

  /** New values come as rows load; whoever is in the list keeps the focus where it was. */
  #fill(values: readonly string[]): void {
    const focused = this.#boxes().find((box) => box === document.activeElement)?.value;
    this.#values = values;
    this.#list.replaceChildren(
      ...values.map((value) =>
        create("label", {}, [
          create("input", { type: "checkbox", name: this.id, value }),
          create("span", {}, [value]),
        ]),
      ),
    );
    this.#boxes()
      .find((box) => box.value === focused)
      ?.focus();
  }

  #ticked(): string[] {
    return this.#boxes().flatMap((box) => (box.checked ? [box.value] : []));
  }

  #boxes(): HTMLInputElement[] {
    return [...this.#list.querySelectorAll("input")];
  }

  #closeWhenLeft(): void {
    document.addEventListener("pointerdown", ({ target }) => {
      if (target instanceof Node && !this.#root.contains(target)) this.#root.open = false;
    });
    this.#root.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !this.#root.contains(relatedTarget)) this.#root.open = false;
    });
    this.#root.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !this.#root.open) return;
      this.#root.open = false;
      find(this.#root, "summary").focus();
    });
  }
}
