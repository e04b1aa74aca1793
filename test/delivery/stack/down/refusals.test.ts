import { expect } from "chai";
import { CareplusError } from "../../../../runtime/errors";
import { EnvironmentChange } from "../aws-bed";
import { makeStack } from "../made-stack";
import { removalBed } from "./removal-bed";
import { DISPOSABLE, type TakenDown } from "./taken-down";

describe("a removal that is refused", function () {
  this.timeout(60_000);
  const on = removalBed();

  async function refused(request: Parameters<TakenDown["run"]>[0]): Promise<string | undefined> {
    const fault = await on.taken.run(request);
    expect(on.taken.engine.calls).to.deep.equal([]);
    expect(on.taken.lines).to.deep.equal([]);
    return fault?.message;
  }

  for (const stack of ["prod", "dev", "production", "pr"])
    it(`is that of ${stack}, whatever the switches say`, async () => {
      on.taken.engine.know(stack, DISPOSABLE, await makeStack(on.bed.account, stack));

      const message = await refused({ stack });

      expect(message).to.equal(
        `${stack} is not short-lived: this command brings up and takes down stacks named pr-… and touches no other.`,
      );
      expect(await on.taken.left(stack)).to.have.length(30);
    });

  it("is that of a name that AWS would refuse", async () => {
    expect(await refused({ stack: "PR-7" })).to.equal(
      `The stack's name "PR-7" must be lower-case letters, digits and hyphens, since buckets are named after it.`,
    );
    expect(await refused({ stack: `pr-${"7".repeat(30)}` })).to.match(
      /^The stack's name "pr-7+" has 33 letters: at most 29 /,
    );
  });

  it("is one without the command's switch", async () => {
    on.taken.engine.know("pr-7", DISPOSABLE, await makeStack(on.bed.account, "pr-7"));

    const message = await refused({ destroyData: false });

    expect(message).to.equal(
      "pr-7 holds data, and nothing was touched: add --destroy-data to delete it with the stack.",
    );
    expect(await on.taken.left()).to.have.length(30);
  });

  it("is one without the stack's switch", async () => {
    const config = { ...DISPOSABLE, "careplus:dataRetention": "keep" };
    on.taken.engine.know("pr-7", config, await makeStack(on.bed.account, "pr-7"));

    const message = await refused({});

    expect(message).to.equal(
      'careplus:dataRetention of pr-7 is "keep", and nothing was touched: data goes only when it is "destroy" as well.',
    );
    expect(await on.taken.left()).to.have.length(30);
  });

  for (const [what, values] of [
    [
      "that reads an existing source",
      { "careplus:source": { kind: "existing", host: "mysql.careplus.example" } },
    ],
    ["whose second switch is off", { "careplus:destroyData": "false" }],
  ] as const)
    it(`is that of a stack ${what}, which protects its data`, async () => {
      on.taken.engine.know("pr-7", { ...DISPOSABLE, ...values }, await makeStack(on.bed.account, "pr-7"));

      const message = await refused({});

      expect(message).to.equal(
        "pr-7 protects its data, and nothing was touched: `pulumi config set careplus:destroyData true --stack pr-7` and `pulumi up --stack pr-7` lift that.",
      );
      expect(await on.taken.left()).to.have.length(30);
    });

  it("is one without credentials", async () => {
    on.taken.engine.know("pr-7", DISPOSABLE);
    const environment = new EnvironmentChange({
      AWS_ACCESS_KEY_ID: undefined,
      AWS_SECRET_ACCESS_KEY: undefined,
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    });

    const message = await refused({}).finally(() => environment.undo());

    expect(message).to.match(
      /^AWS gives no access \(.+\): sign in with `aws sso login`, or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY\.$/,
    );
  });

  it("is one with the credentials of another account, where everything would look gone", async () => {
    on.taken.engine.know("pr-7", { ...DISPOSABLE, "aws:allowedAccountIds": ["111122223333"] });

    const message = await refused({});

    expect(message).to.equal(
      "pr-7 is in account 111122223333, and these credentials are of 000000000000: sign in to the other.",
    );
  });

  it("is one in another region than the stack's", async () => {
    on.taken.engine.know("pr-7", DISPOSABLE);

    const message = await refused({ region: "us-east-1" });

    expect(message).to.equal("pr-7 is in eu-central-1, not in us-east-1: leave --region out.");
  });
});

describe("a removal that does not get through", function () {
  this.timeout(60_000);
  const on = removalBed();

  beforeEach(async () => on.taken.engine.know("pr-7", DISPOSABLE, await makeStack(on.bed.account, "pr-7")));

  it("says which resources are left when the destroy fails half-way, keeps the stack, and finishes later", async () => {
    let isBroken = true;
    const resources = on.taken.engine.stacks.get("pr-7")?.resources ?? [];
    const queue = resources.find(({ name }) => name === "queue");
    const stubborn = {
      name: "queue",
      delete: async () => {
        if (isBroken) throw new Error("AWS is down");
        await queue?.delete();
      },
    };
    on.taken.engine.know("pr-7", DISPOSABLE, resources.with(resources.indexOf(queue!), stubborn));

    const fault = await on.taken.run();

    expect([fault?.code, fault?.message]).to.deep.equal([
      "destroy_failed",
      "pr-7 is not destroyed: queue (Error).",
    ]);
    expect(on.taken.said("failed")).to.deep.equal(["failed  destroy the resources"]);
    expect(await on.taken.left()).to.deep.equal(["queue careplus-pr-7-load-requests"]);
    isBroken = false;
    expect(await on.taken.run()).to.equal(undefined);
    expect(await on.taken.left()).to.deep.equal([]);
  });

  it("cancels an operation that was cut off and still holds the stack", async () => {
    on.taken.engine.faults.push(new CareplusError("stack_locked", "pr-7 is held by another operation"));

    const fault = await on.taken.run();

    expect(fault).to.equal(undefined);
    expect(on.taken.engine.calls).to.deep.equal([
      "destroy pr-7",
      "unlock pr-7",
      "destroy pr-7",
      "remove pr-7",
    ]);
  });

  it("only looks for what is left where Pulumi does not know the stack any more", async () => {
    on.taken.engine.stacks.clear();

    const fault = await on.taken.run({ region: "eu-central-1" });

    expect(fault?.message).to.equal(
      "30 things of pr-7 are left: Pulumi does not know it any more, so remove them with the command below each.",
    );
    expect(on.taken.engine.calls).to.deep.equal([]);
    expect(await on.taken.left()).to.have.length(30);
  });

  it("is no proof when one service does not answer", async () => {
    on.taken.engine.stacks.clear();
    const environment = new EnvironmentChange({
      AWS_ENDPOINT_URL_GLUE: "http://127.0.0.1:1",
      AWS_MAX_ATTEMPTS: "1",
    });

    const fault = await on.taken.run().finally(() => environment.undo());

    expect(fault?.code).to.equal("listing_failed");
    expect(fault?.message).to.match(/^AWS does not list (jobs|crawlers|connections|databases|security)/);
  });
});
