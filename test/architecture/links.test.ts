import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect } from "chai";

const ROOT = resolve(__dirname, "../..");

describe("the links of the documentation", () => {
  it("lead to files that there are", () => {
    const pages = globSync(["README.md", "docs/**/*.md"], { cwd: ROOT });

    const broken = pages.flatMap((page) =>
      targetsOf(readFileSync(join(ROOT, page), "utf8"))
        .filter((target) => !existsSync(join(ROOT, dirname(page), target)))
        .map((target) => `${page}: ${target}`),
    );

    expect(pages.length).to.be.greaterThan(40);
    expect(broken).to.deep.equal([]);
  });
});

/** What a page links to in the repository, without the place within it. */
function targetsOf(text: string): string[] {
  return [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, target = ""]) => target);
}
