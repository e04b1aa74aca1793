import { basename } from "node:path";
import { expect } from "chai";
import { Document, projectFiles } from "./document";

describe("the decisions", () => {
  const paths = projectFiles().filter((path) => path.startsWith("docs/decisions/"));
  const numberOf = (path: string): string => basename(path).slice(0, 3);

  it("have each a number of their own", () => {
    const numbers = paths.map(numberOf);

    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).to.deep.equal([]);
  });

  it("repeat it in their title", () => {
    const titles = paths.map((path) => new Document(path).headings[0]?.text ?? "");

    const untrue = paths.filter((path, index) => !titles[index]?.startsWith(`${numberOf(path)}: `));
    expect(untrue).to.deep.equal([]);
  });
});
