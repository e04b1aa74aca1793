import {
  defaultSelection,
  formatSelection,
  type Page,
  parseSelection,
  type Selection,
} from "../../../warehouse/dashboards";
import type { PageAnswer } from "../page-answer";
import { Question } from "./api";
import { showCards } from "./cards";
import { bindCopyLink } from "./copy-link";
import { find } from "./dom";
import { FilterBar } from "./filter-bar";
import { FreshnessView } from "./freshness";
import { listenToLoads } from "./live-events";
import { Notice } from "./notice";
import { bindThemeSwitch } from "./theme-switch";
import { VisualView } from "./visual-view";

/** A dashboard page at work: address → selection → question → numbers, again after each change and each load. */
export class DashboardPage {
  readonly #question = new Question<PageAnswer>();
  readonly #notice = new Notice();
  readonly #numbers = find(document, "[data-numbers]");
  readonly #freshness = new FreshnessView(document);
  readonly #filters: FilterBar;
  readonly #visuals: readonly VisualView[];
  /** Version of the numbers on the page, and the newest version the server told of. */
  #shown: number | undefined;
  #announced: number | undefined;
  #isAsking = false;

  constructor(private readonly page: Page) {
    this.#filters = new FilterBar(document, page, (selection) => this.#select(selection));
    this.#visuals = page.visuals.map((visual) => {
      const filter = visual.kind === "line" ? undefined : visual.dimension.filter;
      return new VisualView(document, visual, (value) => {
        if (filter !== undefined) this.#filters.toggle(filter, value);
      });
    });
  }

  start(): void {
    this.#open();
    addEventListener("popstate", () => this.#open());
    bindCopyLink();
    bindThemeSwitch(() => {
      for (const visual of this.#visuals) visual.draw();
    });
    listenToLoads({
      onVersion: (version) => {
        this.#announced = version;
        // An answer on its way is compared when it is here.
        if (!this.#isAsking && this.#shown !== version) void this.#refresh();
      },
      onReturn: (version) => {
        this.#announced = version;
        void this.#refresh();
      },
    });
  }

  /** Takes the selection from the address; one that cannot be read is left for the server to explain. */
  #open(): void {
    this.#filters.show(readAddress(this.page) ?? defaultSelection(this.page));
    void this.#refresh();
  }

  #select(selection: Selection): void {
    const params = formatSelection(this.page, selection).toString();
    history.pushState(null, "", params === "" ? location.pathname : `?${params}`);
    void this.#refresh();
  }

  async #refresh(): Promise<void> {
    this.#setAsking(true);
    const announced = this.#announced;
    try {
      const answer = await this.#question.ask(`/api/pages/${this.page.id}${location.search}`);
      // A newer question took its place, and goes on from here.
      if (answer === undefined) return;
      this.#show(answer);
      this.#notice.clear();
    } catch (error) {
      this.#shown = undefined;
      this.#notice.show(error, () => void this.#refresh());
    }
    this.#setAsking(false);
    const isOld =
      this.#shown === undefined ? announced !== this.#announced : this.#shown < (this.#announced ?? 0);
    if (isOld) void this.#refresh();
  }

  #setAsking(isAsking: boolean): void {
    this.#isAsking = isAsking;
    this.#numbers.setAttribute("aria-busy", String(isAsking));
  }

  #show(answer: PageAnswer): void {
    showCards(document, this.page, answer.cards);
    this.#filters.showAnswer(answer);
    this.#freshness.show(answer.freshness);
    this.page.visuals.forEach((visual, index) => {
      const numbers = answer.visuals[visual.id];
      if (numbers !== undefined) this.#visuals[index]?.take(numbers);
    });
    // After all is in its place: to measure a chart between two changes of the page costs more than to draw it.
    for (const visual of this.#visuals) visual.draw();
    this.#shown = answer.version;
  }
}

function readAddress(page: Page): Selection | undefined {
  try {
    return parseSelection(page, new URLSearchParams(location.search));
  } catch {
    return undefined;
  }
}
