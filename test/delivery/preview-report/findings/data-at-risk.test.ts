import { expect } from "chai";
import { dataAtRisk } from "../../../../delivery/preview-report/findings/data-at-risk";
import { BUCKET, plain, step } from "../preview-text";

const CLUSTER = "aws:rds/cluster:Cluster";

describe("data at risk", () => {
  it("is told of a bucket that is deleted", () => {
    expect(plain(dataAtRisk(step("delete", BUCKET, {}, undefined)))).to.deep.equal([
      "**Bucket** «it» is **deleted**, with its objects",
    ]);
  });

  it("is told of a database that is replaced, with the input that forces it", () => {
    const replaced = { ...step("replace", CLUSTER, {}, {}), replacing: ["engineMode"] };

    expect(plain(dataAtRisk(replaced))).to.deep.equal([
      "**Cluster** «it» is **replaced**, because of «engineMode»: the new one begins without its data",
    ]);
  });

  it("is told to stay where the resource is retained", () => {
    const retained = step("delete", BUCKET, { inputs: {}, retainOnDelete: true }, undefined);

    expect(plain(dataAtRisk(retained))).to.deep.equal([
      "**Bucket** «it» leaves the stack and stays in the account, with its objects",
    ]);
  });

  it("says that protection will stop the deployment", () => {
    const kept = step("delete", "aws:kms/key:Key", { inputs: {}, protect: true }, undefined);

    expect(plain(dataAtRisk(kept))).to.deep.equal([
      "**Key** «it» is **deleted**, with everything that it encrypted. It is protected, so the deployment will fail",
    ]);
  });

  it("is not told of what is updated, created, or holds nothing", () => {
    const steps = [
      step("update", BUCKET, {}, {}),
      step("create", BUCKET, undefined, {}),
      step("delete", "aws:s3/bucketPolicy:BucketPolicy", {}, undefined),
      step("replace", "aws:iam/role:Role", {}, {}),
    ];

    expect(steps.flatMap(dataAtRisk)).to.deep.equal([]);
  });
});
