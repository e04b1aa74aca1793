import { create, find } from "./dom";

/** The place for what went wrong; the numbers last shown stay visible below it. */
export class Notice {
  readonly #element = find(document, "[data-notice]");

  show(error: unknown, retry: () => void): void {
    const text = error instanceof Error ? error.message : String(error);
    const button = create("button", { type: "button", class: "plain" }, ["Try again"]);
    button.addEventListener("click", retry);
    this.#element.replaceChildren(create("span", {}, [text]), button);
    this.#element.hidden = false;
  }

  clear(): void {
    this.#element.hidden = true;
    this.#element.replaceChildren();
  }
}
