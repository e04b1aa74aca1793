import { expect } from "chai";
import { stackFile } from "../../../delivery/program/recorded-program";

describe("the configuration of a recorded stack", () => {
  it("is that of its file, with changes", () => {
    const { stack, config, secrets } = stackFile("dev", { "careplus:load": "every 15 minutes" });

    expect(stack).to.equal("dev");
    expect(config).to.deep.include({ "aws:region": "eu-central-1", "careplus:load": "every 15 minutes" });
    expect(secrets).to.equal(undefined);
  });

  it("has a word in place of each encrypted value, and marks it as secret", () => {
    const { config, secrets } = stackFile("dev", { "careplus:sourcePassword": { secure: "v1:abc" } });

    expect(config).not.to.have.property("careplus:sourcePassword");
    expect(secrets).to.deep.equal({ "careplus:sourcePassword": "encrypted" });
  });
});
