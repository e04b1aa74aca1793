import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { Document, ROOT } from "./document";

/** Types of packages that have lines of their own. */
const TYPES = /^@types\//;

/** `@aws-sdk/client-*` stands for all that begin so. */
function isNamed(page: string, name: string): boolean {
  const family = name.replace(/^(@aws-sdk\/client-).+/, "$1*");
  const rows = page.split("\n").filter((line) => line.startsWith("| "));
  const cells = rows.map((row) => (row.split("|")[1] ?? "").replaceAll(/\([^)]*\)/g, ""));
  return cells.some((cell) => cell.split(/[\s,]+/).some((one) => one === name || one === family));
}

describe("docs/dependencies.md", () => {
  const page = new Document("docs/dependencies.md").text;

  it("says of each npm package why it is here", () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(ROOT, "package.json"), "utf8"),
    ) as Record<"dependencies" | "devDependencies", Readonly<Record<string, string>>>;

    const names = Object.keys({ ...dependencies, ...devDependencies });

    expect(names.filter((name) => !TYPES.test(name) && !isNamed(page, name))).to.deep.equal([]);
  });

  it("says of each Python package why it is here", () => {
    const lines = readFileSync(join(ROOT, "test/requirements.txt"), "utf8").split("\n");
    const names = lines.flatMap((line) => /^([A-Za-z0-9_.-]+)(\[[^\]]*\])?==/.exec(line)?.[1] ?? []);

    expect(names).to.have.length.above(5);
    expect(names.filter((name) => !isNamed(page, name))).to.deep.equal([]);
  });
});
