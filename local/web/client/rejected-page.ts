import type { RejectedAnswer, RejectedReason, RejectedRecord } from "../page-answer";
import { Question } from "./api";
import { createTable } from "./data-table";
import { create, find, setText } from "./dom";
import { formatNumber, formatTime } from "./format";
import { listenToLoads } from "./live-events";
import { Notice } from "./notice";
import { bindThemeSwitch } from "./theme-switch";

/** The page of rejected records; its links are its filters. */
export class RejectedPage {
  readonly #question = new Question<RejectedAnswer>();
  readonly #notice = new Notice();
  readonly #numbers = find(document, "[data-numbers]");
  readonly #params = new URLSearchParams(location.search);

  start(): void {
    const dataset = this.#params.get("dataset") ?? "";
    document.querySelector(`[data-dataset="${CSS.escape(dataset)}"]`)?.setAttribute("aria-current", "page");
    bindThemeSwitch(() => {});
    void this.#refresh();
    listenToLoads({ onVersion: () => void this.#refresh(), onReturn: () => void this.#refresh() });
  }

  async #refresh(): Promise<void> {
    try {
      const answer = await this.#question.ask(`/api/rejected-records${location.search}`);
      if (answer === undefined) return;
      this.#show(answer);
      this.#notice.clear();
    } catch (error) {
      this.#notice.show(error, () => void this.#refresh());
    }
    this.#numbers.setAttribute("aria-busy", "false");
  }

  #show({ reasons, sample }: RejectedAnswer): void {
    const dataset = this.#params.get("dataset") ?? "";
    const shown = reasons.filter((reason) => dataset === "" || reason.dataset === dataset);
    find(document, "[data-reasons]").replaceChildren(reasonTable(shown));
    find(document, "[data-sample]").replaceChildren(...sample.map(drawRecord));
    const reason = this.#params.get("reason");
    const count = sample.length === 0 ? "There is none." : "At most 50 are shown.";
    setText(
      find(document, "[data-sample-text]"),
      reason === null ? count : `Only those with the reason ${reason}. ${count}`,
    );
  }
}

function reasonTable(reasons: readonly RejectedReason[]): HTMLElement {
  if (reasons.length === 0) return create("p", { class: "no-data" }, ["No record was rejected"]);
  const table = createTable({
    head: ["Reason", "Dataset", "Records"],
    rows: reasons.map(({ reason, dataset, records }) => [
      { text: reason },
      { text: dataset },
      { text: formatNumber(records, "count"), value: records },
    ]),
  });
  table.querySelectorAll("tbody th").forEach((cell, index) => {
    const { dataset = "", reason = "" } = reasons[index] ?? {};
    const link = create("a", { href: `?${new URLSearchParams({ dataset, reason })}` }, [reason]);
    cell.replaceChildren(link);
  });
  return table;
}

function drawRecord(record: RejectedRecord): HTMLElement {
  const place = `${record.sourceObject}, ${record.dataset === "tickets" ? "row" : "byte"} ${record.position}`;
  const facts = [
    place,
    ...(record.quarantinedAt === null ? [] : [formatTime(record.quarantinedAt)]),
    ...(record.keptVersionAt === null ? [] : [`the version of ${formatTime(record.keptVersionAt)} is kept`]),
  ];
  return create("article", { class: "record" }, [
    create("h3", {}, [record.recordKey ?? "No ticket id"]),
    create(
      "ul",
      { class: "reasons" },
      record.reasons.map((reason) => create("li", {}, [reason])),
    ),
    create("p", {}, [facts.join(" · ")]),
    create("pre", { tabindex: "0" }, [record.rawRecord]),
  ]);
}
