import { expect } from "chai";
import type { Clients } from "./clients";
import { refusedCalls } from "./refused-calls";
import type { SdkCall } from "./sdk-calls";

const POLICY = encodeURIComponent(
  JSON.stringify({
    Statement: [
      { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::raw/logs/*"] },
      { Effect: "Allow", Action: ["s3:PutObject"], Resource: ["arn:aws:s3:::processed/logs/*"] },
      { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: ["arn:aws:sqs:eu-central-1:1:dead"] },
    ],
  }),
);
const iam = { getRolePolicy: async () => ({ PolicyDocument: POLICY }) } as unknown as Clients["iam"];
const call = (service: string, command: string, object: Partial<SdkCall> = {}): SdkCall => ({
  functionName: "transformer",
  service,
  command: `${command}Command`,
  ...object,
});

describe("a call that a role does not allow", () => {
  it("is none that its actions and objects cover", async () => {
    const refused = await refusedCalls({ iam }, [
      call("S3", "HeadObject", { Bucket: "raw", Key: "logs/a.log" }),
      call("S3", "UploadPart", { Bucket: "processed", Key: "logs/log_date=2025-07-01/a.parquet" }),
      call("SQS", "SendMessage"),
    ]);

    expect(refused).to.deep.equal([]);
  });

  it("is found by its action, its bucket, its key or its version, and told once", async () => {
    const refused = await refusedCalls({ iam }, [
      call("S3", "DeleteObject", { Bucket: "raw", Key: "logs/a.log" }),
      call("S3", "DeleteObject", { Bucket: "raw", Key: "logs/a.log" }),
      call("S3", "PutObject", { Bucket: "raw", Key: "logs/a.log" }),
      call("S3", "PutObject", { Bucket: "processed", Key: "tickets/a.parquet" }),
      call("S3", "GetObject", { Bucket: "raw", Key: "logs/a.log", VersionId: "1" }),
      call("Redshift Data", "ExecuteStatement"),
    ]);

    expect(refused).to.deep.equal([
      "transformer s3:DeleteObject arn:aws:s3:::raw/logs/a.log",
      "transformer s3:PutObject arn:aws:s3:::raw/logs/a.log",
      "transformer s3:PutObject arn:aws:s3:::processed/tickets/a.parquet",
      "transformer s3:GetObjectVersion arn:aws:s3:::raw/logs/a.log",
      "transformer redshift-data:ExecuteStatement",
    ]);
  });
});
