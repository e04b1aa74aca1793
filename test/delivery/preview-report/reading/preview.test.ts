import { expect } from "chai";
import { type PreviewEnd, readPreview } from "../../../../delivery/preview-report/reading/preview";
import type { Step } from "../../../../delivery/preview-report/reading/step";
import { chunksOf, fixture, previewJson, stepJson } from "../preview-text";

describe("reading a preview", () => {
  it("gives each step of the engine's own output", async () => {
    const { steps, end } = await read(fixture("step-3"));

    expect(steps.map(({ effect, type, name }) => `${effect} ${type} ${name}`)).to.deep.equal([
      "none pulumi:pulumi:Stack t-dev",
      "replace aws:s3/bucket:Bucket data",
      "update aws:sqs/queue:Queue loads",
      "update aws:iam/rolePolicy:RolePolicy loader",
    ]);
    expect(steps[1]?.replacing).to.deep.equal(["bucket"]);
    expect(steps[1]?.after?.inputs).to.deep.equal({ bucket: "careplus-data-b", tags: { v: "2" } });
    expect(end).to.deep.equal({
      errors: [],
      counts: new Map([
        ["replace", 1],
        ["same", 4],
        ["update", 2],
      ]),
    });
  });

  it("takes the type of a component's child and a name with colons from the URN", async () => {
    const urn = "urn:pulumi:dev::careplus::careplus:lake:Lake$aws:s3/bucket:Bucket::a::b";

    const { steps } = await read(previewJson([{ op: "create", urn }]));

    expect(steps[0]).to.include({ type: "aws:s3/bucket:Bucket", name: "a::b" });
  });

  it("names differing properties from the reasons and from the detailed difference", async () => {
    const more = {
      diffReasons: ["tags"],
      detailedDiff: { "tags.owner": { kind: "update", inputDiff: false } },
    };

    const { steps } = await read(previewJson([stepJson("update", "a:b:C", "c", undefined, undefined, more)]));

    expect(steps[0]?.differing).to.deep.equal(["tags", "tags.owner"]);
  });

  it("gives the errors of a preview that failed before its first step", async () => {
    const text = JSON.stringify({
      config: {},
      diagnostics: [
        { message: "warning: old\n", severity: "warning" },
        { urn: "urn:x", message: "error: careplus:load is missing\n", severity: "error" },
      ],
    });

    const { end } = await read(text);

    expect(end.errors).to.deep.equal(["error: careplus:load is missing"]);
  });

  it("tells of a state that the engine calls corrupt", async () => {
    const { end } = await read(previewJson([], { maybeCorrupt: true }));

    expect(end.errors).to.deep.equal(["The engine says that the stack's state may be corrupt."]);
  });

  for (const [name, json, sentence] of [
    ["another version", { version: 4, steps: [] }, /it carries a `version`/],
    ["an exported stack", { version: 3, deployment: {} }, /it carries a `version`/],
    ["nothing", {}, /it has nothing/],
    ["a configuration alone", { config: {} }, /it has config/],
    ["another program's plan", { format: "1.2", resource_changes: [] }, /it has format, resource_changes/],
    ["steps that are no list", { steps: {} }, /its `steps` are no list/],
    ["a step without op", { steps: [{ operation: "create", urn: "u" }] }, /step 1 has no `op`/],
    ["a step that is no object", { steps: ["create"] }, /step 1 has no `op`/],
    ["a step without urn", { steps: [{ op: "create" }] }, /step 1 has no `urn`/],
    ["a urn of another form", { steps: [{ op: "create", urn: "bucket" }] }, /the `urn` of step 1 is no name/],
  ] as const) {
    it(`refuses ${name}`, async () => {
      const message = await read(JSON.stringify(json)).then(
        () => "none",
        (error: Error) => error.message,
      );

      expect(message).to.match(/^the file is no preview of the form that Pulumi 3 prints: /);
      expect(message).to.match(sentence);
    });
  }
});

async function read(text: string): Promise<{ steps: Step[]; end: PreviewEnd }> {
  const steps: Step[] = [];
  const end = await readPreview(chunksOf(text), (step) => steps.push(step));
  return { steps, end };
}
