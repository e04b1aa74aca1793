import type { SecretTexts } from "./secret-texts";

/** Text for a person: our own words, which are Markdown, and values from the preview, which never are. */
export type Sentence = readonly (string | Quoted)[];

/** A value that came from the preview. */
export interface Quoted {
  readonly quoted: string;
}

const LONGEST_QUOTE = 200;

export function quote(value: string): Quoted {
  return { quoted: value };
}

/** Several values after one another: at most `most`, then how many more there are. */
export function quoteAll(values: readonly string[], most = 8): Sentence {
  const shown = values
    .slice(0, most)
    .flatMap((value, i) => (i === 0 ? [quote(value)] : [", ", quote(value)]));
  return values.length > most ? [...shown, ` and ${values.length - most} more`] : shown;
}

/** Markdown of one line. Values are code: no link, mention, image or HTML in them takes effect. */
export function toMarkdown(sentence: Sentence, secrets: SecretTexts): string {
  return sentence
    .map((part) => (typeof part === "string" ? part : codeSpan(secrets.hide(part.quoted))))
    .join("");
}

/**
 * A code span that holds the text whatever is in it: its fence is longer than any run of backticks inside.
 * https://github.github.com/gfm/#code-spans
 */
export function codeSpan(text: string): string {
  const visible = showInvisible(text);
  const short = visible.length > LONGEST_QUOTE ? `${cut(visible, LONGEST_QUOTE)}…` : visible;
  if (short.trim() === "") return "(empty)";
  const longestRun = Math.max(0, ...Array.from(short.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longestRun + 1);
  const padding = short.startsWith("`") || short.endsWith("`") ? " " : "";
  return `${fence}${padding}${short}${padding}${fence}`;
}

/** Line ends, other control characters, and those that turn the direction of text or have no width. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

function showInvisible(text: string): string {
  return text.replace(INVISIBLE, (character) =>
    character === "\n" ? "↵" : `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** The first characters; never half of a pair. */
function cut(text: string, length: number): string {
  const isPairSplit = /[\uD800-\uDBFF]/.test(text.charAt(length - 1));
  return text.slice(0, isPairSplit ? length - 1 : length);
}
