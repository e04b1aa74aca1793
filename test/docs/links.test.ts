import { basename, dirname, join } from "node:path";
import { expect } from "chai";
import { Document, documents, projectFiles } from "./document";

const SOURCES = /\.(md|ts|mjs|cjs|sql|py|ya?ml|toml|tmdl|css)$/;

describe("the documents", () => {
  const all = documents();
  const files = new Set(projectFiles());
  const folders = new Set([...files].flatMap(foldersOf));
  const baseNames = new Set([...files].map((path) => basename(path)));
  const topLevel = new Set([...files].map((path) => path.split("/")[0] ?? ""));

  it("link to files and headings that are there", () => {
    const broken = all.flatMap((document) =>
      document.links
        .filter(({ target }) => !/^(https|mailto):/.test(target) && !isThere(document, target))
        .map(({ target, line }) => `${document.path}:${line} ${target}`),
    );

    expect(broken).to.deep.equal([]);
  });

  it("name files and folders that are there", () => {
    const missing = all.flatMap((document) =>
      document.inlineCode
        .filter(({ text }) => isFileName(text) && !isNamed(document, text))
        .map(({ text, line }) => `${document.path}:${line} ${text}`),
    );

    expect(missing).to.deep.equal([]);
  });

  it("are each reached from README.md", () => {
    const reached = new Set<string>();
    const queue = ["README.md"];
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      if (reached.has(path)) continue;
      reached.add(path);
      const { links } = new Document(path);
      for (const { target } of links) {
        const file = pathOf(path, target);
        if (file.endsWith(".md") && files.has(file)) queue.push(file);
        // A link to a folder shows what is in it.
        if (folders.has(file))
          queue.push(...[...files].filter((one) => dirname(one) === file && one.endsWith(".md")));
      }
    }

    expect(
      all.map(({ path }) => path).filter((path) => !path.startsWith("test/") && !reached.has(path)),
    ).to.deep.equal([]);
  });

  function isThere(document: Document, target: string): boolean {
    const [, anchor] = target.split("#");
    const path = pathOf(document.path, target);
    if (!files.has(path) && !folders.has(path)) return false;
    if (anchor === undefined || !path.endsWith(".md")) return true;
    return new Document(path).anchors.includes(anchor);
  }

  /** Of the project: below one of its folders, or with the ending of a source. */
  function isFileName(text: string): boolean {
    if (!/^[\w.@-]+(\/[\w.@-]+)*\/?$/.test(text)) return false;
    const isBelow = text.includes("/") && topLevel.has(text.split("/")[0] ?? "");
    return isBelow || (!text.includes("/") && SOURCES.test(text));
  }

  function isNamed(document: Document, text: string): boolean {
    const path = text.replace(/\/$/, "");
    const beside = join(dirname(document.path), path);
    return files.has(path) || folders.has(path) || files.has(beside) || baseNames.has(path);
  }
});

function pathOf(from: string, target: string): string {
  const [file = ""] = target.split("#");
  return file === "" ? from : join(dirname(from), decodeURIComponent(file)).replace(/\/$/, "");
}

function foldersOf(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}
