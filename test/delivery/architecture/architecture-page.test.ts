import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { currentArchitecturePage, PAGE } from "../../../delivery/architecture/architecture-page";

describe("docs/architecture.md", function () {
  this.timeout(60_000);

  it("is made from today's program: if not, `npm run architecture` writes it", async () => {
    const current = await currentArchitecturePage();

    expect(await readFile(PAGE, "utf8")).to.equal(current);
  });
});
