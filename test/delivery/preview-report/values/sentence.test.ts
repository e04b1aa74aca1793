import { expect } from "chai";
import fc from "fast-check";
import { SecretTexts } from "../../../../delivery/preview-report/values/secret-texts";
import { codeSpan, quote, quoteAll, toMarkdown } from "../../../../delivery/preview-report/values/sentence";

describe("a value in Markdown", () => {
  for (const [name, text, markdown] of [
    ["a plain name", "raw", "`raw`"],
    ["a link", "[x](https://evil.example)", "`[x](https://evil.example)`"],
    ["HTML", "<img src=x onerror=y>", "`<img src=x onerror=y>`"],
    ["the end of a folded part", "</details>", "`</details>`"],
    ["a comment's mark", "<!-- careplus preview of dev -->", "`<!-- careplus preview of dev -->`"],
    ["backticks inside", "a`b``c", "```a`b``c```"],
    ["backticks at the ends", "`@owner`", "`` `@owner` ``"],
    ["several lines", "a\n\n# b\r\n- c", "`a↵↵# b\\u{d}↵- c`"],
    ["text that turns the direction", "a\u202Eb", "`a\\u{202e}b`"],
    ["text without width", "a\u200Bb", "`a\\u{200b}b`"],
    ["nothing", "", "(empty)"],
    ["spaces", "  ", "(empty)"],
  ] as const) {
    it(`is code, for ${name}`, () => {
      expect(codeSpan(text)).to.equal(markdown);
    });
  }

  it("is cut when it is long, and never within a character", () => {
    expect(codeSpan("x".repeat(300))).to.equal(`\`${"x".repeat(200)}…\``);
    expect(codeSpan("😀".repeat(150))).to.equal(`\`${"😀".repeat(100)}…\``);
    expect(codeSpan(`x${"😀".repeat(150)}`)).to.equal(`\`x${"😀".repeat(99)}…\``);
  });

  it("cannot end its own code, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("`", "a", " ", "\n", "<", "|") }), (text) => {
        const span = codeSpan(text);
        if (span === "(empty)") return;
        const fence = /^`+/.exec(span)?.[0] ?? "";
        const inside = span.slice(fence.length, -fence.length);

        expect(span.endsWith(fence)).to.equal(true);
        expect(span).not.to.contain("\n");
        expect(Array.from(inside.matchAll(/`+/g), ([run]) => run.length)).not.to.include(fence.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it("stands between our own words, with its secrets hidden", () => {
    const secrets = new SecretTexts();
    secrets.gather({ masterPassword: "hunter2hunter2" });

    const markdown = toMarkdown(["**Job** ", quote("--password hunter2hunter2")], secrets);

    expect(markdown).to.equal("**Job** `--password [secret]`");
  });

  it("is one of a few where there are many", () => {
    const sentence = quoteAll(["a", "b", "c", "d"], 2);

    expect(toMarkdown(sentence, new SecretTexts())).to.equal("`a`, `b` and 2 more");
  });
});
