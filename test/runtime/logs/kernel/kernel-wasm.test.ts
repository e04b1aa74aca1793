import { expect } from "chai";
import { unpackKernel } from "../../../../runtime/logs/kernel/log-kernel";
import { compileLogKernel } from "../../../../scripts/log-kernel";

describe("the compiled kernel", () => {
  it("is what its sources compile to", () => {
    const compiled = compileLogKernel();

    expect(compiled.equals(unpackKernel()), "run `npm run generate:kernel`").to.equal(true);
  }).timeout(60_000);
});
