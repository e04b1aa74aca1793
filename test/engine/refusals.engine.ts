import { expect } from "chai";
import { type CommandEnd, type EngineProject, eachHasProject } from "./engine-project";

const REGION = { "aws:region": "eu-central-1" };

describe("what the real engine is not let do", () => {
  let project: EngineProject;

  eachHasProject((opened) => {
    project = opened;
  });

  async function replaceRawBucket(stack: string): Promise<CommandEnd> {
    const raw = (await project.urns(stack)).find((urn) => urn.endsWith("aws:s3/bucket:Bucket::raw"));
    return project.tryUp(stack, "--replace", String(raw));
  }

  it("replaces no bucket that holds data outside short-lived stacks", async () => {
    await project.begin("dev");
    await project.up("dev");
    const made = await project.urns("dev");

    const refused = await replaceRawBucket("dev");

    expect(refused.code).to.not.equal(0);
    expect(refused.text).to.match(
      /unable to replace resource ".*::raw"\s+as it is currently marked for protection/,
    );
    expect(await project.urns("dev")).to.deep.equal(made);
  });

  it("replaces a bucket of a short-lived stack", async () => {
    await project.begin("pr-7", REGION);
    await project.up("pr-7");

    const replaced = await replaceRawBucket("pr-7");

    expect(replaced.code, replaced.text).to.equal(0);
  });

  it("makes nothing when a value of the configuration is wrong", async () => {
    await project.begin("pr-7", { ...REGION, "careplus:limits.athenaScanGib": 0 });

    const refused = await project.tryUp("pr-7");

    expect(refused.code).to.not.equal(0);
    expect(refused.text).to.contain("careplus:limits.athenaScanGib is 0");
    expect(typesOf(await project.urns("pr-7"))).to.deep.equal(["pulumi:pulumi:Stack"]);
  });

  it("makes nothing in an existing VPC that lacks a subnet", async () => {
    await project.begin("prod", { "careplus:network.subnets.eu-central-1c": "subnet-0000000000000000f" });

    const refused = await project.tryUp("prod");

    expect(refused.code).to.not.equal(0);
    expect(refused.text).to.contain("careplus:network.subnets.eu-central-1c is");
    expect(typesOf(await project.urns("prod"))).to.deep.equal([
      "pulumi:providers:aws",
      "pulumi:pulumi:Stack",
    ]);
  });

  it("takes no password in plain text", async () => {
    await project.begin("pr-7", {
      ...REGION,
      "careplus:source.kind": "existing",
      "careplus:source.host": "mysql.example",
      "careplus:source.database": "careplus",
      "careplus:source.user": "reader",
    });
    await project.done(
      "config",
      "set",
      "careplus:sourcePassword",
      "open to all",
      "--plaintext",
      "--stack",
      "pr-7",
    );

    const refused = await project.tryUp("pr-7");

    expect(refused.code).to.not.equal(0);
    expect(refused.text).to.contain("careplus:sourcePassword").and.not.contain("open to all");
    expect(typesOf(await project.urns("pr-7"))).to.deep.equal(["pulumi:pulumi:Stack"]);
  });
});

function typesOf(urns: readonly string[]): string[] {
  return urns.map((urn) => String(urn.split("::")[2]?.split("$").at(-1))).sort();
}
