import type { CollectedChanges } from "./collected-changes";
import { costSection } from "./cost/cost-section";
import { DANGERS, type Danger } from "./findings/finding";
import { bytes, fitSections, type Section } from "./fit";
import type { PreviewEnd } from "./reading/preview";
import { type Effect, effectOf } from "./reading/step";
import { codeSpan, quote, type Sentence, toMarkdown } from "./values/sentence";

const TITLES: Readonly<Record<Danger, string>> = {
  data: "Data that may be lost",
  permissions: "Permissions added or widened",
  exposure: "Newly public",
  protection: "Protection removed",
  code: "Code changed",
};

const COUNT_WORDS: readonly (readonly [Effect, string])[] = [
  ["replace", "replaced"],
  ["delete", "deleted"],
  ["update", "updated"],
  ["create", "created"],
];

/**
 * The comment on a pull request: what can hurt, then cost, then all changes, folded. Empty when nothing changes.
 */
export function report(changes: CollectedChanges, end: PreviewEnd): string {
  const failures = failuresOf(changes, end);
  if (failures.length === 0 && changes.unknown.count === 0 && changes.changes.count === 0) return "";
  const section = (opening: string, closing: string, { items, count }: Told): Section => ({
    opening,
    closing,
    lines: lines(items, changes),
    count,
  });
  const hurting = [
    section("#### The preview failed or is incomplete", "", { items: failures, count: failures.length }),
    section("#### Operations that this report does not know", "", changes.unknown),
    ...DANGERS.map((danger) => section(`#### ${TITLES[danger]}`, "", changes.findings(danger))),
  ];
  const calm = hurting.every(({ count }) => count === 0) ? `${NOTHING_HURTS}\n` : "";
  const rest = section(
    `<details><summary>All changes (${changes.changes.count})</summary>`,
    "</details>",
    changes.changes,
  );
  const head = headOf(changes);
  const unlisted = (end.counts.get("same") ?? 0) - (changes.listed.get("same") ?? 0);
  const cost = costSection(changes.sides, end, unlisted, changes.secrets);
  const texts = fitSections([...hurting, rest], bytes([head, calm, cost].join("\n")));
  return [head, calm, ...texts.slice(0, -1), cost, ...texts.slice(-1)]
    .filter((text) => text !== "")
    .join("\n");
}

interface Told {
  readonly items: readonly Sentence[];
  /** More than the items where these are the first ones only. */
  readonly count: number;
}

const NOTHING_HURTS =
  "No data at risk, no permission added or widened, nothing newly public, no protection removed, no code changed.";

/** As long as Pulumi lets a stack's name be; a marker must not take the room of the report. */
const LONGEST_STACK = 100;

/** The hidden first line by which the comment is found again. */
export function markerOf(stack: string): string {
  const name = stack.replace(/[^\w.-]|-(?=-)/g, "").slice(0, LONGEST_STACK);
  return `<!-- careplus preview of ${name} -->`;
}

function headOf({ stack, counts, changes }: CollectedChanges): string {
  const told = COUNT_WORDS.flatMap(([effect, word]) => {
    const count = counts.get(effect) ?? 0;
    return count > 0 ? [`${count} ${word}`] : [];
  });
  const name = stack === undefined ? "" : ` of ${codeSpan(stack)}`;
  return [
    markerOf(stack ?? ""),
    `### Preview${name}: ${changes.count === 0 ? "no resource changes" : told.join(", ")}`,
    "",
  ].join("\n");
}

function failuresOf(changes: CollectedChanges, { errors, counts }: PreviewEnd): readonly Sentence[] {
  const listed = (op: string): number => changes.listed.get(op) ?? 0;
  const missing = [...counts].filter(([op, count]) => effectOf(op) !== "none" && listed(op) < count);
  return [
    ...errors.map((message): Sentence => [quote(message)]),
    ...missing.map(
      ([op, count]): Sentence => [
        "the preview counts ",
        quote(`${op}: ${count}`),
        `, but lists ${listed(op)} of them`,
      ],
    ),
  ];
}

/** Made one by one: most of a large preview is never turned into text. */
function* lines(sentences: readonly Sentence[], { secrets }: CollectedChanges): Generator<string> {
  for (const sentence of sentences) yield `- ${toMarkdown(sentence, secrets)}`;
}
