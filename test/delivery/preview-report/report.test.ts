import { expect } from "chai";
import { BUCKET, fixture, previewJson, reportOn, stepJson } from "./preview-text";

const SIGNATURE = "4dabf18193072939515e22adb298388d";

describe("the report on a preview", () => {
  it("is empty when nothing changes", async () => {
    expect(await reportOn(fixture("unchanged"))).to.equal("");
  });

  it("begins with what can hurt and folds the rest: an update of policy, code, tags and a queue", async () => {
    const text = await reportOn(fixture("step-2"));

    expect(text).to.equal(
      [
        "<!-- careplus preview of dev -->",
        "### Preview of `dev`: 4 updated",
        "",
        "#### Permissions added or widened",
        "",
        "- **RolePolicy** `loader` (`policy`): widened, a statement: + actions `s3:*`, + resources `*`; it now allows `s3:GetObject`, `s3:*` on `*`",
        "",
        "#### Code changed",
        "",
        "- **Function** `transform` runs **other code**: `__index.js`",
        "",
        "#### Monthly cost",
        "",
        "| USD a month, list prices of eu-central-1 | before | after | difference |",
        "|---|---:|---:|---:|",
        "| idle | 0.03 | 0.03 | 0.00 |",
        "| 500 tickets and 0.2 GB of logs a day | 2.08 | 2.08 | 0.00 |",
        "",
        "2 unchanged resources are not in the preview, so before and after lack them: make it with `--show-sames`.",
        "The preview does not name its region.",
        "",
        "<details><summary>All changes (4)</summary>",
        "",
        "- update **Bucket** `data`: `tags.v`: `1` → `2`",
        "- update **Queue** `loads`: `visibilityTimeoutSeconds`: `60` → `120`",
        "- update **RolePolicy** `loader`: `policy` (other content)",
        "- update **Function** `transform`: `code` (other content)",
        "",
        "</details>",
        "",
      ].join("\n"),
    );
  });

  it("tells of a replaced bucket and of a policy that is known later", async () => {
    const text = await reportOn(fixture("step-3"));

    expect(text).to.contain("### Preview of `dev`: 1 replaced, 2 updated\n");
    expect(text).to.contain(
      "#### Data that may be lost\n\n- **Bucket** `data` is **replaced**, because of `bucket`: the new one begins without its objects\n",
    );
    expect(text).to.contain(
      "- **RolePolicy** `loader` (`policy`): its statements are **known only after deployment**",
    );
  });

  it("tells of a deleted queue", async () => {
    expect(await reportOn(fixture("step-4"))).to.contain(
      "- **Queue** `loads` is **deleted**, with its messages\n",
    );
  });

  it("tells of a stack that is created, and shows no secret of it", async () => {
    const text = await reportOn(fixture("step-1"));

    expect(text).to.contain("### Preview of `dev`: 6 created\n");
    expect(text).to.contain("- create **SecretVersion** `secret`\n");
    expect(text).not.to.contain("Data that may be lost");
  });

  it("tells of a stack that is destroyed", async () => {
    const text = await reportOn(fixture("destroy"));

    expect(text).to.contain("### Preview of `dev`: 5 deleted\n");
    expect(text).to.contain("- **Bucket** `data` is **deleted**, with its objects\n");
  });

  it("says so when nothing in it can hurt", async () => {
    const text = await reportOn(
      previewJson([stepJson("update", "aws:ssm/x:X", "x", { inputs: {} }, { inputs: { a: 1 } })]),
    );

    expect(text).to.contain("\nNo data at risk, no permission added or widened, nothing newly public");
  });

  it("counts one replacement for the steps that the engine makes of it", async () => {
    const state = { inputs: { bucket: "a" } };
    const steps = ["create-replacement", "replace", "delete-replaced"].map((op) =>
      stepJson(op, BUCKET, "raw", state, state),
    );

    for (const order of [steps, [...steps].reverse()]) {
      const text = await reportOn(previewJson(order));

      expect(text).to.contain("### Preview of `dev`: 1 replaced\n");
      expect(text.match(/\*\*replaced\*\*/g)).to.have.length(1);
    }
  });

  it("counts as deleted what an earlier deployment replaced and left behind", async () => {
    const text = await reportOn(
      previewJson([stepJson("delete-replaced", BUCKET, "raw", { inputs: {} }, undefined)]),
    );

    expect(text).to.contain("- **Bucket** `raw` is **deleted**, with its objects\n");
  });

  it("does not tell of the guards of a bucket that is deleted together with them", async () => {
    const versioning = stepJson(
      "delete",
      "aws:s3/bucketVersioning:BucketVersioning",
      "v",
      { inputs: { bucket: "b-1" } },
      undefined,
    );
    const bucket = stepJson("delete", BUCKET, "raw", { inputs: {}, id: "b-1" }, undefined);

    expect(await reportOn(previewJson([versioning]))).to.contain("#### Protection removed");
    expect(await reportOn(previewJson([versioning, bucket]))).not.to.contain("#### Protection removed");
  });

  it("shows an operation that it does not know above all else", async () => {
    const text = await reportOn(
      previewJson([stepJson("teleport", BUCKET, "raw", undefined, { inputs: {} })]),
    );

    expect(text).to.contain(
      "#### Operations that this report does not know\n\n- `teleport` of `aws:s3/bucket:Bucket raw`\n",
    );
  });

  it("shows why a preview failed", async () => {
    const diagnostics = [{ severity: "error", message: 'error: careplus:load is "never"' }];

    const text = await reportOn(JSON.stringify({ config: {}, diagnostics }));

    expect(text).to.contain(
      '#### The preview failed or is incomplete\n\n- `error: careplus:load is "never"`\n',
    );
  });

  it("shows that steps are missing which the engine counted", async () => {
    const text = await reportOn(previewJson([], { changeSummary: { delete: 2, same: 5 } }));

    expect(text).to.contain("- the preview counts `delete: 2`, but lists 0 of them\n");
  });

  it("hides a secret wherever it stands, before and after the step that tells it", async () => {
    const marked = { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", plaintext: '"opensesame"' };
    const leak = (name: string) =>
      stepJson(
        "update",
        "aws:glue/job:Job",
        name,
        { inputs: { command: "a" } },
        { inputs: { command: "run opensesame" } },
      );

    const text = await reportOn(
      previewJson([
        leak("one"),
        stepJson("create", "a:b:C", "c", undefined, { inputs: { x: marked } }),
        leak("opensesame"),
      ]),
    );

    expect(text).not.to.contain("opensesame");
    expect(text).to.contain("- update **Job** `one`: `command`: `a` → `run [secret]`\n");
  });

  it("keeps names from becoming Markdown, in type and stack too", async () => {
    const type = "x:y:**@owner**";
    const urn = `urn:pulumi:dev-->](x)::careplus::${type}::\`</details>\n# hello`;

    const text = await reportOn(previewJson([{ op: "create", urn, newState: { type, inputs: {} } }]));

    expect(text).to.contain("<!-- careplus preview of dev-x -->\n### Preview of `dev-->](x)`: 1 created\n");
    expect(text).to.contain("- create **Resource** `` `</details>↵# hello ``\n");
  });

  describe("of more than a comment holds", () => {
    const many = Array.from({ length: 5_000 }, (_, i) =>
      stepJson(
        "update",
        "aws:ssm/x:X",
        `parameter-${"ä".repeat(20)}-${i}`,
        { inputs: {} },
        { inputs: { a: 1 } },
      ),
    );

    it("stays below GitHub's limit, loses the least important and says how much", async () => {
      const bucket = stepJson("delete", BUCKET, "raw", { inputs: {} }, undefined);

      const text = await reportOn(previewJson([...many, bucket]));

      expect(Buffer.byteLength(text)).to.be.within(60_000, 65_536);
      expect(text).to.contain("- **Bucket** `raw` is **deleted**, with its objects\n");
      const shown = text.match(/^- update /gm)?.length ?? 0;
      expect(text).to.contain(
        `- … and ${5_001 - shown} more, left out because a comment holds 65536 characters\n`,
      );
      expect(text.endsWith("\n</details>\n")).to.equal(true);
    });

    it("loses all of the rest when what can hurt fills it alone", async () => {
      const buckets = Array.from({ length: 3_000 }, (_, i) =>
        stepJson("delete", BUCKET, `bucket-${i}`, { inputs: {} }, undefined),
      );

      const text = await reportOn(previewJson([...many, ...buckets]));

      expect(Buffer.byteLength(text)).to.be.within(60_000, 65_536);
      const shown = text.match(/ is \*\*deleted\*\*/g)?.length ?? 0;
      expect(text).to.contain(`- … and ${3_000 - shown} more, left out`);
      expect(text).to.contain("- … and 8000 more, left out");
      expect(text).not.to.contain("- update ");
    });
  });
});
