import { expect } from "chai";
import { inputsOf } from "./find";
import { PR_STACK, type ProgramRun, programOf, type StackSetting, stackFile } from "./program";

/** What the removal of a stack would find: protected resources, and settings that let data go. */
function guards(run: ProgramRun): object {
  const cluster = inputsOf(run, "aws:rds/cluster:Cluster").mysql ?? {};
  const buckets = Object.values(inputsOf(run, "aws:s3/bucket:Bucket"));
  return {
    protected: run.resources.filter(({ isProtected }) => isProtected).map(({ name }) => name),
    emptiedBuckets: buckets.filter(({ forceDestroy }) => forceDestroy === true).length,
    isDeletionRefused: cluster.deletionProtection,
    isSnapshotSkipped: cluster.skipFinalSnapshot,
    tags: new Set(buckets.map(({ tags }) => Reflect.get(tags as object, "data-retention"))),
  };
}

const GUARDED = {
  protected: [
    "data",
    "access-logs",
    "raw",
    "processed",
    "quarantine",
    "code",
    "results",
    "mysql",
    "removal-guard",
    "warehouse",
  ].sort(),
  emptiedBuckets: 0,
  isDeletionRefused: true,
  isSnapshotSkipped: false,
  tags: new Set(["keep"]),
};
const RELEASED = {
  protected: [],
  emptiedBuckets: 6,
  isDeletionRefused: false,
  isSnapshotSkipped: true,
  tags: new Set(["destroy"]),
};

async function guardsOf(setting: StackSetting): Promise<object> {
  const found = guards(await programOf(setting)) as { readonly protected: readonly string[] };
  return { ...found, protected: [...found.protected].sort() };
}

describe("a stack's data", () => {
  const destroy = { "careplus:dataRetention": "destroy" };

  it("is guarded by default", async () => {
    expect(await guardsOf(stackFile("dev"))).to.deep.equal(GUARDED);
  });

  it("is guarded while only the stack's file lets it go", async () => {
    expect(await guardsOf(stackFile("dev", destroy))).to.deep.equal(GUARDED);
  });

  it("goes once the command says so, too", async () => {
    const released = stackFile("dev", { ...destroy, "careplus:destroyData": "true" });

    expect(await guardsOf(released)).to.deep.equal(RELEASED);
  });

  it("goes with a short-lived stack that generated it", async () => {
    expect(await guardsOf(PR_STACK)).to.deep.equal(RELEASED);
  });

  it("is guarded by a resource that depends on all others, so that a removal is refused before it begins", async () => {
    const { resources } = await programOf(stackFile("dev"));

    const guard = resources.find(({ name }) => name === "removal-guard");
    const others = resources
      .filter(({ type }) => /^awsx?:/.test(type))
      .map(({ type, name }) => `${type} ${name}`);
    expect(others).to.have.length.greaterThan(200);
    expect([...(guard?.dependencies ?? [])].sort()).to.deep.equal(others.sort());
  });
});
