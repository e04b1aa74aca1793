import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { EXISTING, MANAGED, NETWORK, REGION, read, refusal, refuses } from "./config/refused";

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

  it("warns of a codec that Redshift's COPY is not documented to read, and of no other", async () => {
    const said: unknown[] = [];
    const { warn } = console;
    // Without an engine, this is where Pulumi says it.
    console.warn = (...texts) => said.push(...texts);
    try {
      await read({ config: { ...MANAGED, "careplus:logs": { codec: "GZIP" } } });
      await read({ config: { ...MANAGED, "careplus:logs": { codec: "ZSTD" } } });
    } finally {
      console.warn = warn;
    }

    expect(said).to.deep.equal([
      'warning: [runtime] careplus:logs.codec is "ZSTD", which Athena and Spark read: of Redshift\'s COPY only GZIP and SNAPPY are documented.',
    ]);
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

  refuses([
    [
      "no region",
      { config: {} },
      "aws:region is missing: it must be one of us-east-1, us-east-2, us-west-2, ca-central-1, eu-central-1, eu-north-1, eu-west-1, eu-west-2, eu-west-3, ap-northeast-1, ap-northeast-2, ap-south-1, ap-southeast-1, ap-southeast-2, sa-east-1.",
    ],
    [
      "a misspelt key",
      { config: { ...MANAGED, "careplus:lod": "on-arrival" } },
      "careplus:lod is unknown: known are owner, alertEmail, dataRetention, destroyData, expiresAt, load, source, network, tickets, logs, warehouse, limits, powerBi, sourcePassword, powerBiClientSecret.",
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
      "an expiry without a time",
      { config: { ...MANAGED, "careplus:expiresAt": "tomorrow" } },
      'careplus:expiresAt is "tomorrow": it must be a time in UTC, e.g. "2026-11-28T08:00:00Z".',
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
      "no e-mail address",
      { config: { ...MANAGED, "careplus:alertEmail": "me" } },
      'careplus:alertEmail is "me": it must be an e-mail address.',
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
      "a stack's name in capitals",
      { stack: "Dev", config: MANAGED },
      'The stack\'s name "Dev" must be lower-case letters, digits and hyphens, since buckets are named after it.',
    ],
    [
      "a stack's name too long for S3",
      { stack: "a-stack-with-a-very-long-name1", config: MANAGED },
      "The stack's name \"a-stack-with-a-very-long-name1\" has 30 letters: at most 29 leave room for S3's bucket names of 63.",
    ],
  ]);

  it("never shows a secret that stands in the wrong place", async () => {
    const message = await refusal({ config: { ...MANAGED, "careplus:password": "hunter2" } });

    expect(message).not.to.contain("hunter2");
  });
});
