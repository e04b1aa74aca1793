import { expect } from "chai";
import { statementsOf } from "../../../../delivery/preview-report/iam/statement";
import { widenings } from "../../../../delivery/preview-report/iam/widening";

const READ = { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::raw/*"] };

describe("what a policy newly allows", () => {
  it("is nothing where a policy is the same in another order and form", () => {
    const before = [
      { ...READ, Action: ["s3:GetObject", "s3:PutObject"] },
      { ...READ, Sid: "B", Action: "sqs:Send" },
    ];
    const now = [
      { Effect: "Allow", Action: "sqs:send", Resource: "arn:aws:s3:::raw/*" },
      { Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::raw/*" },
      READ,
    ];

    expect(compare(before, now)).to.deep.equal([]);
  });

  it("is nothing where a policy is narrowed", () => {
    const before = [{ ...READ, Action: "s3:*", Resource: "*" }];
    const now = [{ ...READ, Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } }];

    expect(compare(before, now)).to.deep.equal([]);
  });

  it("is the one action that was added", () => {
    const [widening] = compare([READ], [{ ...READ, Action: ["s3:GetObject", "s3:DeleteObject"] }]);

    expect(widening).to.deep.include({
      kind: "widened",
      actions: ["s3:DeleteObject"],
      resources: [],
      principals: [],
    });
  });

  it("is the resource that was added", () => {
    const [widening] = compare([READ], [{ ...READ, Resource: [...READ.Resource, "arn:aws:s3:::code/*"] }]);

    expect(widening).to.deep.include({ kind: "widened", actions: [], resources: ["arn:aws:s3:::code/*"] });
  });

  it("is the principal that was added", () => {
    const trust = (Service: string[]): object => ({
      Effect: "Allow",
      Principal: { Service },
      Action: "sts:AssumeRole",
    });

    const [widening] = compare(
      [trust(["lambda.amazonaws.com"])],
      [trust(["lambda.amazonaws.com", "ec2.amazonaws.com"])],
    );

    expect(widening).to.deep.include({
      kind: "widened",
      principals: ["Service:ec2.amazonaws.com"],
      actions: [],
    });
  });

  it("is a condition that was taken away", () => {
    const held = { ...READ, Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } };

    const [widening] = compare([held], [READ]);

    expect(widening?.lostConditions).to.deep.equal([
      { operator: "StringEquals", key: "aws:sourceaccount", values: ["111122223333"] },
    ]);
  });

  it("is a condition that lets one more value through", () => {
    const held = (accounts: string[]): object => ({
      ...READ,
      Condition: { StringEquals: { "aws:SourceAccount": accounts } },
    });

    expect(compare([held(["1"])], [held(["1", "2"])])).to.have.length(1);
    expect(compare([held(["1", "2"])], [held(["1"])])).to.deep.equal([]);
  });

  it("is a condition that keeps one value less out", () => {
    const held = (kept: string[]): object => ({
      ...READ,
      Condition: { StringNotEquals: { "aws:SourceVpce": kept } },
    });

    expect(compare([held(["a", "b"])], [held(["a"])])).to.have.length(1);
    expect(compare([held(["a"])], [held(["a", "b"])])).to.deep.equal([]);
  });

  it("is a statement of its own where no statement of before is like it", () => {
    const [widening] = compare(
      [READ],
      [READ, { Sid: "Send", Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" }],
    );

    expect(widening).to.deep.include({ kind: "added", actions: ["sqs:SendMessage"], resources: ["*"] });
  });

  it("is a refusal that is gone or takes in less", () => {
    const deny = (Action: string[]): object => ({ Sid: "No", Effect: "Deny", Action, Resource: "*" });

    const gone = compare([deny(["s3:*"])], []);
    const less = compare([deny(["s3:*", "sqs:*"])], [deny(["s3:*"])]);

    expect(gone.map(({ kind }) => kind)).to.deep.equal(["refusal-gone"]);
    expect(less.map(({ kind }) => kind)).to.deep.equal(["refusal-gone"]);
    expect(compare([deny(["s3:*"])], [deny(["s3:*", "sqs:*"])])).to.deep.equal([]);
  });

  it("is not hidden by an action and a resource that were allowed apart", () => {
    const before = [READ, { Effect: "Allow", Action: "s3:DeleteObject", Resource: "arn:aws:s3:::results/*" }];

    const found = compare(before, [...before, { ...READ, Sid: "", Action: "s3:DeleteObject" }]);

    expect(found).to.have.length(1);
  });

  it("is everything that an exception no longer takes out", () => {
    const all = (NotAction: string[]): object => ({ Effect: "Allow", NotAction, Resource: "*" });

    expect(compare([all(["iam:*", "kms:*"])], [all(["iam:*"])])).to.have.length(1);
    expect(compare([all(["iam:*"])], [all(["iam:*", "kms:*"])])).to.deep.equal([]);
    expect(compare([READ], [all(["iam:*"])])).to.have.length(1);
    expect(compare([all(["iam:*"])], [READ])).to.deep.equal([]);
    expect(compare([all(["s3:*"])], [READ])).to.have.length(1);
  });
});

function compare(before: object[], now: object[]): ReturnType<typeof widenings> {
  const statements = (of: object[]) =>
    statementsOf(JSON.stringify({ Version: "2012-10-17", Statement: of })) ?? [];
  return widenings(statements(before), statements(now));
}
