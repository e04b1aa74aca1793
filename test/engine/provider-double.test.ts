import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  type CheckResponse,
  CreateRequest,
  type CreateResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { UNKNOWN } from "./known-inputs";
import { type ProviderDouble, startProviderDouble } from "./provider-double";

describe("the provider double", function () {
  // The types of @pulumi/aws are 6 MB of text, parsed once: seconds on a quiet machine, a minute on a busy one.
  this.timeout(300_000);

  let double: ProviderDouble;
  let client: ResourceProviderClient;

  before(async () => {
    double = await startProviderDouble();
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

  it("refuses a resource that is none", async () => {
    expect(await failures("aws:s3/pail:Pail", {})).to.deep.equal([
      "aws:s3/pail:Pail is no resource of @pulumi/aws.",
    ]);
  });

  async function createdQueue(isPreview: boolean): Promise<{ readonly id: string; readonly state: object }> {
    const request = new CreateRequest();
    request.setUrn("urn:pulumi:dev::careplus::aws:sqs/queue:Queue::load");
    request.setProperties(Struct.fromJavaScript({ name: "load" }));
    request.setPreview(isPreview);
    const response = await new Promise<CreateResponse>((resolve, reject) =>
      client.create(request, (error, answer) => (error ? reject(error) : resolve(answer))),
    );
    return { id: response.getId(), state: response.getProperties()?.toJavaScript() ?? {} };
  }

  it("answers a creation with whose id and outputs they are", async () => {
    expect(await createdQueue(false)).to.deep.equal({
      id: "Queue(load).id",
      state: { name: "load", arn: "Queue(load).arn", url: "Queue(load).url" },
    });
  });

  it("knows in a preview what was given alone", async () => {
    expect(await createdQueue(true)).to.deep.equal({
      id: "",
      state: { name: "load", arn: UNKNOWN, url: UNKNOWN },
    });
  });
});
