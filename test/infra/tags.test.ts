import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect } from "chai";
import { TAGGED_TYPES } from "../../infra/tags";
import { PR_STACK, programOf, stackFile } from "./program";

const AWS = resolve(__dirname, "../../node_modules/@pulumi/aws");

describe("tags", () => {
  it("are on every resource whose type takes some, by the types of @pulumi/aws", async () => {
    const runs = [
      await programOf(stackFile("dev")),
      await programOf(stackFile("prod")),
      await programOf(PR_STACK),
    ];
    const types = new Set(runs.flatMap(({ resources }) => resources.map(({ type }) => type)));

    const taggable = [...types].filter(takesTags);

    expect(taggable.filter((type) => !TAGGED_TYPES.has(type))).to.deep.equal([]);
    expect([...TAGGED_TYPES].filter((type) => type.startsWith("aws:") && !takesTags(type))).to.deep.equal([]);
  });

  it("say project, stack, owner and who manages it", async () => {
    const { resources } = await programOf(stackFile("prod"));

    const tagged = resources.filter(({ type }) => TAGGED_TYPES.has(type));

    expect(tagged.length).to.be.greaterThan(50);
    for (const { type, name, inputs } of tagged)
      expect(inputs.tags, `${type} ${name}`).to.include({
        project: "careplus",
        stack: "prod",
        owner: "data-platform",
        "managed-by": "pulumi",
        "data-retention": "keep",
      });
  });

  it("say when a short-lived stack may go", async () => {
    const expiresAt = "2026-11-28T08:00:00Z";
    const config = { ...PR_STACK.config, "careplus:expiresAt": expiresAt };
    const { resources } = await programOf({ ...PR_STACK, config });

    const tagged = resources.filter(({ type }) => TAGGED_TYPES.has(type));

    for (const { type, name, inputs } of tagged)
      expect(inputs.tags, `${type} ${name}`).to.include({ "expires-at": expiresAt });
  });

  it("leave no two resources of one type with one name, which the engine would refuse", async () => {
    for (const setting of [stackFile("dev"), stackFile("prod"), PR_STACK]) {
      const { resources } = await programOf(setting);
      const names = resources.map(({ type, name }) => `${type} ${name}`);

      expect(names.filter((name, index) => names.indexOf(name) !== index)).to.deep.equal([]);
    }
  });
});

/** Whether a resource's arguments have tags: `aws:s3/bucket:Bucket` is described in `s3/bucket.d.ts`. */
function takesTags(type: string): boolean {
  const [, path] = /^aws:(\w+\/\w+):/.exec(type) ?? [];
  if (path === undefined) return false;
  const file = resolve(AWS, `${path}.d.ts`);
  if (!existsSync(file)) throw new Error(`@pulumi/aws has no ${path}.d.ts`);
  const text = readFileSync(file, "utf8");
  return /interface \w+Args \{[\s\S]*\n {4}tags\?: /.test(text);
}
