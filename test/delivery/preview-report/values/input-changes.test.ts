import { expect } from "chai";
import { differences, tellChange } from "../../../../delivery/preview-report/values/input-changes";
import { plain } from "../preview-text";

const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };

describe("changes of inputs", () => {
  it("are found at any depth, each with its path", () => {
    const found = differences(
      { a: 1, b: { c: [1, 2] }, same: { x: [1] } },
      { a: 2, b: { c: [1, 3] }, same: { x: [1] } },
    );

    expect(found.map(({ path, before, after }) => `${path} ${before} ${after}`)).to.deep.equal([
      "a 1 2",
      "b.c[1] 2 3",
    ]);
  });

  it("are the parts of what appears or goes as a whole", () => {
    const found = differences({}, { versioning: { status: "Enabled" }, empty: {} });

    expect(found.map(({ path }) => path)).to.deep.equal(["versioning.status", "empty"]);
  });

  it("follow list items by name, in any order", () => {
    const before = {
      list: [
        { name: "a", value: 1 },
        { name: "b", value: 2 },
      ],
    };
    const after = {
      list: [
        { name: "b", value: 3 },
        { name: "a", value: 1 },
      ],
    };

    expect(differences(before, after).map(({ path }) => path)).to.deep.equal(["list[b].value"]);
  });

  for (const [name, before, after, told] of [
    ["short values", { size: 1 }, { size: 2 }, "«size»: «1» → «2»"],
    ["a value that goes", { size: 1 }, {}, "«size»: «1» → not set"],
    [
      "a value known later",
      { arn: "a" },
      { arn: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" },
      "«arn»: «a» → known after deployment",
    ],
    [
      "a long text by its length",
      { text: "a" },
      { text: "b".repeat(121) },
      "«text»: «a» → a text of 121 characters",
    ],
    ["a document", { body: '{"a":1}' }, { body: '{"a":2}' }, "«body» (other content)"],
    ["a marked secret", { url: "a" }, { url: SECRET }, "«url» (value not shown)"],
    ["a secret as the engine prints it", { url: "[secret]" }, { url: "b" }, "«url» (value not shown)"],
    [
      "what is called a password",
      { masterPassword: "a" },
      { masterPassword: "b" },
      "«masterPassword» (value not shown)",
    ],
    [
      "what is below a secret's name",
      { tokens: { main: "a" } },
      { tokens: { main: "b" } },
      "«tokens.main» (value not shown)",
    ],
    [
      "an environment",
      { environment: { variables: { A: "a" } } },
      { environment: { variables: { A: "b" } } },
      "«environment.variables.A» (value not shown)",
    ],
  ] as const) {
    it(`are told for ${name}`, () => {
      const found = differences(before, after).map((change) => ({ sentence: tellChange(change) }));

      expect(plain(found)).to.deep.equal([told]);
    });
  }
});
