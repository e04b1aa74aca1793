import { documents } from "./document";
import { shellCommands } from "./shell-commands";

/** A command of a document: of a block of shell, or between backticks in a sentence. */
export interface DocumentedCommand {
  readonly where: string;
  readonly words: readonly string[];
  /** The words with single blanks between them. */
  readonly text: string;
}

/** Programs that stand for a command where they begin a piece of inline code; others are names there. */
const INLINE = /^(npm|npx|pulumi|aws|gh) [a-z-]/;

/** Every command of every document, in order. */
export function documentedCommands(): readonly DocumentedCommand[] {
  return documents().flatMap((document) => {
    const blocks = document.blocks
      .filter(({ language }) => language === "sh")
      .map(({ text, line }) => ({ script: text, line }));
    const inline = document.inlineCode
      .filter(({ text }) => INLINE.test(text))
      // In a table a bar is written so.
      .map(({ text, line }) => ({ script: text.replaceAll("\\|", "|"), line }));
    return [...blocks, ...inline].flatMap(({ script, line }) =>
      shellCommands(script).map((words) => ({
        where: `${document.path}:${line}`,
        words,
        text: words.join(" "),
      })),
    );
  });
}
