/** A simple command of a shell script: its words, quotes taken off. */
export type ShellCommand = readonly string[];

const KEYWORDS = /^(until|while|do|done|if|then|else|fi|export|[{}])$|^[a-z]+\(\)$/;
const ASSIGNMENT = /^[A-Za-z_]\w*=/;

/**
 * The simple commands of a script in the order they stand there, those inside `$(…)` among them, before the one that
 * they are part of. Reads as much of the shell's language as documents need.
 */
export function shellCommands(script: string): ShellCommand[] {
  const found: ShellCommand[] = [];
  let words: string[] = [];
  let word: string | undefined;
  let quote = "";
  const endWord = (): void => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  const endCommand = (): void => {
    endWord();
    const first = words.findIndex((one) => !KEYWORDS.test(one) && !ASSIGNMENT.test(one));
    if (first >= 0) found.push(words.slice(first));
    words = [];
  };
  const text = script.replaceAll("\\\n", " ");
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (quote !== "'" && text.startsWith("$(", at)) {
      const end = endOfSubstitution(text, at + 2);
      found.push(...shellCommands(text.slice(at + 2, end)));
      word = `${word ?? ""}${text.slice(at, end + 1)}`;
      at = end;
    } else if (quote !== "") {
      if (sign === quote) quote = "";
      else word = `${word ?? ""}${sign}`;
    } else if (sign === "'" || sign === '"') {
      quote = sign;
      word ??= "";
    } else if (sign === "#" && word === undefined) {
      at = text.indexOf("\n", at) < 0 ? text.length : text.indexOf("\n", at) - 1;
    } else if (/[\n;|&]/.test(sign)) endCommand();
    else if (/\s/.test(sign)) endWord();
    else word = `${word ?? ""}${sign}`;
  }
  endCommand();
  return found;
}

/** Where the `)` is that belongs to a `$(`. */
function endOfSubstitution(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")") depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`no end of $(${text.slice(start, start + 40)}…`);
}
