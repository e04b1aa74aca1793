import { asset } from "@pulumi/pulumi";
import { expect } from "chai";
import { PR_STACK, programOf, stackFile } from "../infra/program";
import { inputFaults } from "./known-inputs";

const FUNCTION = { code: new asset.StringAsset("1"), role: "arn" };

function reasons(type: string, inputs: Readonly<Record<string, unknown>>): string[] {
  return inputFaults(type, inputs).map(({ reason }) => reason);
}

describe("the types of @pulumi/aws", function () {
  // The types of @pulumi/aws are 6 MB of text, parsed once: seconds on a quiet machine, a minute on a busy one.
  this.timeout(300_000);

  it("know every resource, input and value of the program", async () => {
    const found: string[] = [];
    for (const setting of [stackFile("dev"), stackFile("prod"), PR_STACK])
      for (const { type, inputs } of (await programOf(setting)).resources)
        if (type.startsWith("aws:")) found.push(...reasons(type, inputs));

    expect(found).to.deep.equal([]);
  });

  const refused: readonly (readonly [
    what: string,
    type: string,
    inputs: Readonly<Record<string, unknown>>,
    reason: string,
  ])[] = [
    ["a misspelt input", "aws:s3/bucket:Bucket", { buket: "b" }, "aws:s3/bucket:Bucket has no input buket."],
    [
      "a misspelt input inside another one",
      "aws:lambda/function:Function",
      { ...FUNCTION, loggingConfig: { logFormat: "JSON", logGrup: "g" } },
      "aws:lambda/function:Function has no input loggingConfig.logGrup.",
    ],
    [
      "a misspelt input inside a list",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      {
        bucket: "b",
        rules: [
          { id: "a", status: "Enabled" },
          { id: "b", status: "Enabled", expiration: { dayz: 1 } },
        ],
      },
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration has no input rules[1].expiration.dayz.",
    ],
    [
      "a value that is not among the choices",
      "aws:rds/cluster:Cluster",
      { engine: "aurora-mysql", engineMode: "serverles" },
      'aws:rds/cluster:Cluster has "serverles" as engineMode: it must be one of provisioned, serverless, parallelquery, global.',
    ],
    [
      "text where a number belongs",
      "aws:cloudwatch/logGroup:LogGroup",
      { retentionInDays: "30" },
      'aws:cloudwatch/logGroup:LogGroup has "30" as retentionInDays: it must be a number.',
    ],
    [
      "a number where a map holds texts",
      "aws:sqs/queue:Queue",
      { tags: { owner: 7 } },
      "aws:sqs/queue:Queue has 7 as tags.owner: it must be a string.",
    ],
    [
      "one value where a list belongs",
      "aws:lambda/function:Function",
      { ...FUNCTION, architectures: "arm64" },
      'aws:lambda/function:Function has "arm64" as architectures: it must be a list.',
    ],
    [
      "text where code belongs",
      "aws:lambda/function:Function",
      { ...FUNCTION, code: "code.zip" },
      'aws:lambda/function:Function has "code.zip" as code: it must be an asset or an archive.',
    ],
    [
      "an input that is missing",
      "aws:cloudwatch/eventTarget:EventTarget",
      { rule: "r" },
      "aws:cloudwatch/eventTarget:EventTarget needs arn.",
    ],
    ["a resource that is none", "aws:s3/pail:Pail", {}, "aws:s3/pail:Pail is no resource of @pulumi/aws."],
  ];

  for (const [what, type, inputs, reason] of refused) {
    it(`refuse ${what}`, () => {
      expect(reasons(type, inputs)).to.deep.equal([reason]);
    });
  }

  it("let through what is not known yet, secrets, and what the engine adds", () => {
    const secret = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      value: "s3cret",
    };

    const found = reasons("aws:secretsmanager/secretVersion:SecretVersion", {
      __defaults: [],
      secretId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
      secretString: secret,
    });

    expect(found).to.deep.equal([]);
  });
});
