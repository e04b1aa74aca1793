import type { Freshness } from "../page-answer";
import { find, setText } from "./dom";
import { formatAge, formatNumber, formatTime, NO_DATA } from "./format";

const AGEING_MS = 1000;

/** Shows how old the data is; ages grow by themselves. */
export class FreshnessView {
  #freshness: Freshness | undefined;

  constructor(private readonly root: ParentNode) {
    setInterval(() => this.#draw(), AGEING_MS);
  }

  show(freshness: Freshness): void {
    this.#freshness = freshness;
    this.#draw();
  }

  #draw(): void {
    if (this.#freshness === undefined) return;
    const { newestRowAt, lastLoadedAt, rejected } = this.#freshness;
    this.#drawAge("newest", newestRowAt);
    this.#drawAge("loaded", lastLoadedAt);
    setText(find(this.root, '[data-freshness="rejected"]'), formatNumber(rejected, "count"));
  }

  #drawAge(name: string, iso: string | null): void {
    const element = find(this.root, `[data-freshness="${name}"]`);
    setText(element, iso === null ? NO_DATA : formatAge(iso, Date.now()));
    const full = iso === null ? "" : formatTime(iso);
    if (element.title !== full) element.title = full;
  }
}
