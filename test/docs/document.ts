import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const ROOT = resolve(__dirname, "../..");

/** A fenced block of code. */
export interface CodeBlock {
  readonly language: string;
  readonly text: string;
  /** Of its first line of code, the file's first being 1. */
  readonly line: number;
}

export interface Link {
  readonly target: string;
  readonly line: number;
}

export interface Heading {
  readonly level: number;
  readonly text: string;
  /** Everything below it, down to the next heading of its level or above. */
  readonly body: string;
}

/** A Markdown file of the project. */
export class Document {
  readonly text: string;
  /** With every fenced block blanked, line by line. */
  private readonly prose: readonly string[];
  readonly blocks: readonly CodeBlock[];

  /** @param path from the project's folder */
  constructor(readonly path: string) {
    this.text = readFileSync(join(ROOT, path), "utf8");
    const prose: string[] = [];
    const blocks: CodeBlock[] = [];
    let open: { language: string; lines: string[]; line: number } | undefined;
    for (const [index, line] of this.text.split("\n").entries()) {
      const fence = /^\s*```(\S*)/.exec(line);
      if (fence === null) {
        prose.push(open === undefined ? line : "");
        open?.lines.push(line);
        continue;
      }
      prose.push("");
      if (open === undefined) open = { language: fence[1] ?? "", lines: [], line: index + 2 };
      else {
        blocks.push({ language: open.language, text: open.lines.join("\n"), line: open.line });
        open = undefined;
      }
    }
    if (open !== undefined) throw new Error(`${path}: the block of line ${open.line} has no end`);
    this.prose = prose;
    this.blocks = blocks;
  }

  get links(): readonly Link[] {
    return this.prose.flatMap((text, index) =>
      [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => ({ target, line: index + 1 })),
    );
  }

  /** What stands between single backticks. */
  get inlineCode(): readonly { readonly text: string; readonly line: number }[] {
    return this.prose.flatMap((prose, index) =>
      [...prose.matchAll(/`([^`]+)`/g)].map(([, text = ""]) => ({ text, line: index + 1 })),
    );
  }

  get headings(): readonly Heading[] {
    const lines = this.text.split("\n");
    const starts = this.prose.flatMap((prose, index) => {
      const [, marks, text = ""] = /^(#{1,6}) (.+)$/.exec(prose) ?? [];
      return marks === undefined ? [] : [{ level: marks.length, text, index }];
    });
    return starts.map(({ level, text, index }, position) => {
      const next = starts.slice(position + 1).find((other) => other.level <= level);
      return { level, text, body: lines.slice(index + 1, next?.index).join("\n") };
    });
  }

  /** As GitHub makes them of headings. */
  get anchors(): readonly string[] {
    return this.headings.map(({ text }) =>
      text
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .replaceAll(" ", "-"),
    );
  }
}

/** What git keeps or would keep: paths from the project's folder. */
export function projectFiles(): readonly string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  return listed.split("\n").filter((path) => path !== "");
}

/** Every Markdown file of the project. */
export function documents(): readonly Document[] {
  return projectFiles()
    .filter((path) => path.endsWith(".md"))
    .map((path) => new Document(path));
}
