import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { CheckRequest, type CheckResponse } from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { PR_STACK, programOf, stackFile } from "../infra/program";
import { unknownInputs } from "./known-inputs";
import { type ProviderDouble, startProviderDouble } from "./provider-double";

describe("the provider double", () => {
  let double: ProviderDouble;
  let client: ResourceProviderClient;

  before(async () => {
    double = await startProviderDouble("7.48.0");
    client = new ResourceProviderClient(`127.0.0.1:${double.port}`, credentials.createInsecure());
  });

  after(() => {
    client.close();
    double.stop();
  });

  async function failures(type: string, inputs: Record<string, string>): Promise<string[]> {
    const request = new CheckRequest();
    request.setUrn(`urn:pulumi:dev::careplus::careplus:lake:Lake$${type}::raw`);
    request.setNews(Struct.fromJavaScript(inputs));
    const response = await new Promise<CheckResponse>((resolve, reject) =>
      client.check(request, (error, answer) => (error ? reject(error) : resolve(answer))),
    );
    return response.getFailuresList().map((failure) => failure.getReason());
  }

  it("takes inputs that the resource has", async () => {
    expect(await failures("aws:s3/bucket:Bucket", { bucket: "b", __defaults: "" })).to.deep.equal([]);
  });

  it("refuses an input that the resource does not have, and a resource that is none", async () => {
    expect(await failures("aws:s3/bucket:Bucket", { buket: "b" })).to.deep.equal([
      "aws:s3/bucket:Bucket has no input buket",
    ]);
    expect(await failures("aws:s3/pail:Pail", {})).to.deep.equal([
      "aws:s3/pail:Pail has no input aws:s3/pail:Pail",
    ]);
  });

  it("knows every resource and every input of the program", async () => {
    const found: string[] = [];
    for (const setting of [stackFile("dev"), stackFile("prod"), PR_STACK])
      for (const { type, inputs } of (await programOf(setting)).resources)
        if (type.startsWith("aws:"))
          found.push(...unknownInputs(type, Object.keys(inputs)).map((name) => `${type} ${name}`));

    expect(found).to.deep.equal([]);
  });
});
