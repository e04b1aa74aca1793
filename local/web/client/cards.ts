import type { Page } from "../../../warehouse/dashboards";
import { find, setText } from "./dom";
import { formatNumber } from "./format";

/** Writes the key figures. `<data value>` keeps the exact number beside its rounded form. */
export function showCards(
  root: ParentNode,
  page: Page,
  values: Readonly<Record<string, number | null>>,
): void {
  for (const { id, format } of page.cards) {
    const value = values[id] ?? null;
    const element = find<HTMLDataElement>(root, `[data-card="${id}"] data`);
    element.value = value === null ? "" : String(value);
    element.classList.toggle("is-unknown", value === null);
    setText(element, formatNumber(value, format));
  }
}
