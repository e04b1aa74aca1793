import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { type PlatformConfig, readConfig } from "../../infra/config";

const REGION = { "aws:region": "eu-central-1" };
const MANAGED = { ...REGION, "careplus:source": { kind: "managed" } };
const EXISTING = { kind: "existing", host: "mysql.example", secretName: "careplus/mysql" };
const NETWORK = {
  kind: "existing",
  vpcId: "vpc-0123456789abcdef0",
  subnets: {
    "eu-central-1a": "subnet-0123456789abcdef0",
    "eu-central-1b": "subnet-0123456789abcdef1",
    "eu-central-1c": "subnet-0123456789abcdef2",
  },
};
const POWER_BI = {
  tenantId: "11111111-1111-1111-1111-111111111111",
  workspaceId: "22222222-2222-2222-2222-222222222222",
  datasetId: "33333333-3333-3333-3333-333333333333",
  clientId: "44444444-4444-4444-4444-444444444444",
};

interface Setting {
  readonly stack?: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, string>>;
}

async function read({ stack = "dev", config, secrets = {} }: Setting): Promise<PlatformConfig> {
  await pulumi.runtime.setMocks(
    { newResource: ({ name }) => ({ id: name, state: {} }), call: () => ({}) },
    "careplus",
    stack,
  );
  const texts = Object.entries({ ...config, ...secrets }).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  pulumi.runtime.setAllConfig(Object.fromEntries(texts), Object.keys(secrets));
  return readConfig();
}

async function refusal(setting: Setting): Promise<string> {
  try {
    await read(setting);
  } catch (error) {
    expect(pulumi.RunError.isInstance(error), String(error)).to.equal(true);
    return (error as Error).message;
  }
  throw new Error("the configuration was accepted");
}

describe("the configuration", () => {
  it("of a short-lived stack needs only a region", async () => {
    const config = await read({ stack: "pr-123", config: REGION });

    expect(config).to.deep.equal({
      stack: "pr-123",
      region: "eu-central-1",
      owner: "data-platform",
      isDataKept: false,
      source: { kind: "managed", database: "careplus", table: "support_tickets", seedTickets: 2_000 },
      network: {
        kind: "new",
        cidr: "10.20.0.0/20",
        zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
      },
      tickets: {
        schedule: "rate(1 hour)",
        timeZone: "UTC",
        workerType: "G.1X",
        workers: 2,
        timeoutMinutes: 30,
      },
      logs: { maximumConcurrency: 10, codec: "GZIP" },
      load: { kind: "on-arrival" },
      warehouse: { baseCapacity: 8, maxCapacity: 16, dailyRpuHours: 16 },
      limits: {
        athenaScanGib: 10,
        monthlyBudgetUsd: 100,
        logRetentionDays: 30,
        freshnessHours: 26,
        quarantinePercent: 30,
      },
    });
  });

  it("keeps the data of every other stack until the stack's file and the command both say otherwise", async () => {
    const isKept = async (stack: string, config: Readonly<Record<string, unknown>>): Promise<boolean> =>
      (await read({ stack, config: { ...MANAGED, ...config } })).isDataKept;
    const destroy = { "careplus:dataRetention": "destroy" };

    const dev = [
      await isKept("dev", {}),
      await isKept("dev", destroy),
      await isKept("dev", { ...destroy, "careplus:destroyData": "false" }),
      await isKept("dev", { ...destroy, "careplus:destroyData": "true" }),
    ];

    expect(dev).to.deep.equal([true, true, true, false]);
  });

  it("releases the data of a short-lived stack only where it made all of it", async () => {
    const isKept = async (config: Readonly<Record<string, unknown>>): Promise<boolean> =>
      (await read({ stack: "pr-7", config: { ...REGION, ...config } })).isDataKept;
    const existing = { "careplus:source": EXISTING };

    const found = [
      await isKept({}),
      await isKept({ "careplus:destroyData": "false" }),
      await isKept({ "careplus:dataRetention": "keep" }),
      await isKept(existing),
      await isKept({ ...existing, "careplus:destroyData": "true" }),
    ];

    expect(found).to.deep.equal([false, true, true, true, false]);
  });

  it("takes an existing source with its network, loads on a schedule, and keeps the password secret", async () => {
    const config = await read({
      config: {
        ...REGION,
        "careplus:network": NETWORK,
        "careplus:source": { kind: "existing", host: "10.0.0.7", port: 3307, user: "reader", tls: "off" },
        "careplus:load": "every 15 minutes",
        "careplus:tickets": { schedule: "off" },
      },
      secrets: { "careplus:sourcePassword": "hunter2" },
    });

    const { source, network, load, tickets } = config;
    if (source.kind !== "existing" || source.credentials.kind !== "password")
      throw new Error("an existing source with a password");
    expect([source.host, source.port, source.isTlsRequired, source.credentials.user]).to.deep.equal([
      "10.0.0.7",
      3307,
      false,
      "reader",
    ]);
    expect(await pulumi.isSecret(source.credentials.password)).to.equal(true);
    expect(network.kind === "existing" && network.subnets[2]).to.deep.equal({
      zone: "eu-central-1c",
      subnetId: "subnet-0123456789abcdef2",
    });
    expect(load).to.deep.equal({ kind: "every", minutes: 15 });
    expect(tickets.schedule).to.equal(undefined);
  });

  const refused: readonly (readonly [what: string, setting: Setting, sentence: string])[] = [
    [
      "no region",
      { config: {} },
      "aws:region is missing: it must be one of us-east-1, us-east-2, us-west-2, ca-central-1, eu-central-1, eu-north-1, eu-west-1, eu-west-2, eu-west-3, ap-northeast-1, ap-northeast-2, ap-south-1, ap-southeast-1, ap-southeast-2, sa-east-1.",
    ],
    [
      "no source",
      { config: REGION },
      'careplus:source is missing: it must be an object whose kind is "managed" or "existing".',
    ],
    [
      "an unknown source",
      { config: { ...REGION, "careplus:source": { kind: "oracle" } } },
      'careplus:source.kind is "oracle": it must be one of "managed", "existing".',
    ],
    [
      "a source without host",
      { config: { ...REGION, "careplus:source": { kind: "existing" } } },
      "careplus:source.host is missing: it must be the host name of a MySQL server.",
    ],
    [
      "a source without credentials",
      { config: { ...REGION, "careplus:source": { kind: "existing", host: "h" } } },
      "careplus:source.secretName is missing: it must be the name of a secret with `username` and `password`, or user and careplus:sourcePassword must be set instead.",
    ],
    [
      "two kinds of credentials",
      { config: { ...REGION, "careplus:source": EXISTING }, secrets: { "careplus:sourcePassword": "x" } },
      "careplus:source.secretName and careplus:sourcePassword are both set: keep one of them.",
    ],
    [
      "a password in plain text",
      {
        config: {
          ...REGION,
          "careplus:source": { kind: "existing", host: "h", user: "u" },
          "careplus:sourcePassword": "hunter2",
        },
      },
      "careplus:sourcePassword is given in plain text: set it with `pulumi config set --secret careplus:sourcePassword` and change the value that was exposed.",
    ],
    [
      "a password among the plain values",
      { config: { ...REGION, "careplus:source": { ...EXISTING, password: "hunter2" } } },
      "careplus:source.password is given in plain text: remove it, change the password, and set it with `pulumi config set --secret careplus:sourcePassword`.",
    ],
    [
      "a misspelt key",
      { config: { ...MANAGED, "careplus:lod": "on-arrival" } },
      "careplus:lod is unknown: known are owner, alertEmail, dataRetention, destroyData, load, source, network, tickets, logs, warehouse, limits, powerBi, sourcePassword, powerBiClientSecret.",
    ],
    [
      "a misspelt key of an object",
      { config: { ...MANAGED, "careplus:warehouse": { size: 8 } } },
      "careplus:warehouse.size is unknown: known are baseCapacity, maxCapacity, dailyRpuHours.",
    ],
    [
      "text where an object belongs",
      { config: { ...MANAGED, "careplus:warehouse": '"big"' } },
      'careplus:warehouse is "big": it must be an object.',
    ],
    [
      "an unsupported region",
      { config: { ...MANAGED, "aws:region": "us-gov-west-1" } },
      'aws:region is "us-gov-west-1": it must be one of us-east-1, us-east-2, us-west-2, ca-central-1, eu-central-1, eu-north-1, eu-west-1, eu-west-2, eu-west-3, ap-northeast-1, ap-northeast-2, ap-south-1, ap-southeast-1, ap-southeast-2, sa-east-1.',
    ],
    [
      "an unknown retention",
      { config: { ...MANAGED, "careplus:dataRetention": "maybe" } },
      'careplus:dataRetention is "maybe": it must be one of "keep", "destroy".',
    ],
    [
      "data to be destroyed that are to be kept",
      { config: { ...MANAGED, "careplus:destroyData": "true" } },
      'careplus:destroyData is true: it must be false while careplus:dataRetention is "keep".',
    ],
    [
      "a second switch that is neither on nor off",
      { config: { ...MANAGED, "careplus:dataRetention": "destroy", "careplus:destroyData": "yes" } },
      'careplus:destroyData is "yes": it must be one of "true", "false".',
    ],
    [
      "a load that is neither",
      { config: { ...MANAGED, "careplus:load": "hourly" } },
      'careplus:load is "hourly": it must be "on-arrival" or "every N minutes".',
    ],
    [
      "a load too often",
      { config: { ...MANAGED, "careplus:load": "every 1 minutes" } },
      'careplus:load is "every 1 minutes": it must be every 5 to 1440 minutes.',
    ],
    [
      "no e-mail address",
      { config: { ...MANAGED, "careplus:alertEmail": "me" } },
      'careplus:alertEmail is "me": it must be an e-mail address.',
    ],
    [
      "a schedule that is none",
      { config: { ...MANAGED, "careplus:tickets": { schedule: "hourly" } } },
      'careplus:tickets.schedule is "hourly": it must be "off", "rate(1 hour)" or "cron(0 5 * * ? *)".',
    ],
    [
      "an unknown time zone",
      { config: { ...MANAGED, "careplus:tickets": { timeZone: "Mars/Base" } } },
      'careplus:tickets.timeZone is "Mars/Base": it must be an IANA time zone, e.g. "Europe/Berlin".',
    ],
    [
      "too few workers",
      { config: { ...MANAGED, "careplus:tickets": { workers: 1 } } },
      "careplus:tickets.workers is 1: it must be a whole number from 2 to 20.",
    ],
    [
      "a capacity that Redshift does not offer",
      { config: { ...MANAGED, "careplus:warehouse": { baseCapacity: 10 } } },
      "careplus:warehouse.baseCapacity is 10: it must be 4 or a multiple of 8 RPUs.",
    ],
    [
      "a ceiling below the base",
      { config: { ...MANAGED, "careplus:warehouse": { baseCapacity: 32, maxCapacity: 16 } } },
      "careplus:warehouse.maxCapacity is 16: it must be a whole number from 32 to 5632.",
    ],
    [
      "a retention that CloudWatch does not offer",
      { config: { ...MANAGED, "careplus:limits": { logRetentionDays: 31 } } },
      "careplus:limits.logRetentionDays is 31: it must be one of 7, 14, 30, 60, 90, 180, 365, 731.",
    ],
    [
      "a concurrency of one",
      { config: { ...MANAGED, "careplus:logs": { maximumConcurrency: 1 } } },
      "careplus:logs.maximumConcurrency is 1: it must be a whole number from 2 to 1000.",
    ],
    [
      "a codec that not every reader takes",
      { config: { ...MANAGED, "careplus:logs": { codec: "LZ4" } } },
      'careplus:logs.codec is "LZ4": it must be one of "GZIP", "ZSTD".',
    ],
    [
      "a VPC without its id",
      { config: { ...MANAGED, "careplus:network": { kind: "existing" } } },
      'careplus:network.vpcId is missing: it must be the id of a VPC, e.g. "vpc-0123456789abcdef0".',
    ],
    [
      "a VPC without subnets",
      { config: { ...MANAGED, "careplus:network": { ...NETWORK, subnets: undefined } } },
      "careplus:network.subnets is missing: it must be a map of 3 availability zones to one subnet each.",
    ],
    [
      "a VPC with two subnets",
      {
        config: {
          ...MANAGED,
          "careplus:network": {
            ...NETWORK,
            subnets: {
              "eu-central-1a": "subnet-0123456789abcdef0",
              "eu-central-1b": "subnet-0123456789abcdef1",
            },
          },
        },
      },
      'careplus:network.subnets is ["eu-central-1a","eu-central-1b"]: it must be 3 different availability zones of eu-central-1 (Redshift Serverless needs them).',
    ],
    [
      "a subnet of another region",
      {
        config: {
          ...MANAGED,
          "careplus:network": {
            ...NETWORK,
            subnets: {
              ...NETWORK.subnets,
              "eu-central-1c": undefined,
              "us-east-1a": "subnet-0123456789abcdef2",
            },
          },
        },
      },
      'careplus:network.subnets is ["eu-central-1a","eu-central-1b","us-east-1a"]: it must be 3 different availability zones of eu-central-1 (Redshift Serverless needs them).',
    ],
    [
      "one subnet for two zones",
      {
        config: {
          ...MANAGED,
          "careplus:network": {
            ...NETWORK,
            subnets: { ...NETWORK.subnets, "eu-central-1c": "subnet-0123456789abcdef0" },
          },
        },
      },
      'careplus:network.subnets is ["subnet-0123456789abcdef0","subnet-0123456789abcdef1","subnet-0123456789abcdef0"]: it must be a different subnet for each availability zone.',
    ],
    [
      "a range too small",
      { config: { ...MANAGED, "careplus:network": { cidr: "10.0.0.0/28" } } },
      'careplus:network.cidr is "10.0.0.0/28": it must be an IPv4 range from /16 to /24, e.g. "10.20.0.0/20".',
    ],
    [
      "Power BI without its secret",
      { config: { ...MANAGED, "careplus:powerBi": POWER_BI } },
      "careplus:powerBiClientSecret is missing: set it with `pulumi config set --secret careplus:powerBiClientSecret`.",
    ],
    [
      "Power BI's secret in plain text",
      { config: { ...MANAGED, "careplus:powerBi": POWER_BI, "careplus:powerBiClientSecret": "s3cret" } },
      "careplus:powerBiClientSecret is given in plain text: set it with `pulumi config set --secret careplus:powerBiClientSecret` and change the value that was exposed.",
    ],
    [
      "a dataset that is no GUID",
      {
        config: { ...MANAGED, "careplus:powerBi": { ...POWER_BI, datasetId: "sales" } },
        secrets: { "careplus:powerBiClientSecret": "s3cret" },
      },
      'careplus:powerBi.datasetId is "sales": it must be a GUID in lower case.',
    ],
    [
      "a stack's name in capitals",
      { stack: "Dev", config: MANAGED },
      'The stack\'s name "Dev" must be lower-case letters, digits and hyphens, since buckets are named after it.',
    ],
    [
      "a stack's name too long for S3",
      { stack: "a-stack-with-a-very-long-name1", config: MANAGED },
      "The stack's name \"a-stack-with-a-very-long-name1\" has 30 letters: at most 29 leave room for S3's bucket names of 63.",
    ],
  ];

  for (const [what, setting, sentence] of refused) {
    it(`with ${what} is refused in one sentence`, async () => {
      const message = await refusal(setting);

      expect(message).to.equal(sentence);
    });
  }

  it("never shows a secret that stands in the wrong place", async () => {
    const message = await refusal({ config: { ...MANAGED, "careplus:password": "hunter2" } });

    expect(message).not.to.contain("hunter2");
  });
});
