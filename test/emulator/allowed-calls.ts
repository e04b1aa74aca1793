import { expect } from "chai";
import type { Emulator } from "./emulator";
import { refusedCalls } from "./refused-calls";

/** A test, for the end of a `describe`: these functions have asked something of AWS, and all of it their roles allow. */
export function itAsksNoMoreThanRolesAllow(emulator: () => Emulator, functions: readonly string[]): void {
  it("asks nothing of AWS that the roles of its functions do not allow", async () => {
    const { clients, sdkCalls } = emulator();

    const asking = new Set(sdkCalls.map(({ functionName }) => functionName));

    expect([...asking].sort()).to.deep.equal(functions);
    expect(await refusedCalls(clients, sdkCalls)).to.deep.equal([]);
  });
}
