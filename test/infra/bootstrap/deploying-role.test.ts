import { expect } from "chai";
import { programOf, stackFile } from "../../../delivery/program/recorded-program";
import { type Making, makingOf } from "./made-resources";
import { isAllowed, roleStatements } from "./role-statements";

describe("the role that deploys", () => {
  it("may make every resource of its stack, by the name that it has there", async () => {
    const allowed = await roleStatements("dev");

    const makings = await makingsOf("dev");

    expect(makings.length).to.be.greaterThan(100);
    expect(makings.filter(({ action, arn }) => !isAllowed(allowed, action, arn))).to.deep.equal([]);
  });

  it("may make nothing of another stack that has a name", async () => {
    const allowed = await roleStatements("dev");

    const named = (await makingsOf("prod")).filter(({ arn }) => arn.includes("prod"));

    expect(named.length).to.be.greaterThan(50);
    expect(named.filter(({ action, arn }) => isAllowed(allowed, action, arn))).to.deep.equal([]);
  });
});

async function makingsOf(stack: string): Promise<readonly Making[]> {
  const { resources } = await programOf(stackFile(stack));
  return resources
    .filter(({ type }) => type.startsWith("aws"))
    .flatMap((resource) => makingOf(resource) ?? []);
}
