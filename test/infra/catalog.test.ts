import { expect } from "chai";
import { SAVED_QUERIES } from "../../infra/catalog/saved-queries";
import { viewText } from "../../infra/catalog/view";
import { LOG_QUARANTINE, LOGS, TICKETS } from "../../runtime/contracts";
import { inputsOf } from "./find";
import { type ProgramRun, programOf, stackFile } from "./program";

describe("the catalogue", () => {
  let tables: Readonly<Record<string, Record<string, unknown>>>;
  let dev: ProgramRun;

  before(async () => {
    dev = await programOf(stackFile("dev"));
    tables = inputsOf(dev, "aws:glue/catalogTable:CatalogTable");
  });

  it("declares processed and quarantined files where they lie, and two views", () => {
    const found = Object.entries(tables).map(([name, { tableType, storageDescriptor }]) => [
      name,
      tableType,
      (storageDescriptor as { location?: string }).location,
    ]);

    expect(found.sort()).to.deep.equal([
      ["log_entries", "VIRTUAL_VIEW", undefined],
      ["log_entry_copies", "EXTERNAL_TABLE", "s3://careplus-dev-processed-111122223333/logs/"],
      ["log_quarantine", "EXTERNAL_TABLE", "s3://careplus-dev-quarantine-111122223333/logs/"],
      ["ticket_quarantine", "EXTERNAL_TABLE", "s3://careplus-dev-quarantine-111122223333/tickets/"],
      ["ticket_versions", "EXTERNAL_TABLE", "s3://careplus-dev-processed-111122223333/tickets/"],
      ["tickets", "VIRTUAL_VIEW", undefined],
    ]);
  });

  it("puts them all into its one database", () => {
    for (const [name, { databaseName, catalogId }] of Object.entries(tables))
      expect([databaseName, catalogId], name).to.deep.equal([
        "careplus_dev",
        "CatalogDatabase(lake).catalogId",
      ]);
  });

  it("counts the partitions of processed files out by date and leaves quarantine unpartitioned", () => {
    const common = { classification: "parquet", EXTERNAL: "TRUE" };
    const projected = (column: string): object => ({
      ...common,
      "projection.enabled": "true",
      [`projection.${column}.type`]: "date",
      [`projection.${column}.format`]: "yyyy-MM-dd",
      [`projection.${column}.range`]: "2015-01-01,NOW+1DAY",
      [`projection.${column}.interval`]: "1",
      [`projection.${column}.interval.unit`]: "DAYS",
    });

    expect(tables.ticket_versions?.parameters).to.deep.equal(projected("created_date"));
    expect(tables.log_entry_copies?.parameters).to.deep.equal(projected("log_date"));
    expect(tables.log_quarantine?.parameters).to.deep.equal(common);
    expect(tables.log_quarantine?.partitionKeys).to.deep.equal([]);
  });

  it("takes columns from the contracts, in the order of the files", () => {
    const columns = (name: string): string[] =>
      (tables[name]!.storageDescriptor as { columns: { name: string; type: string }[] }).columns.map(
        (column) => `${column.name} ${column.type}`,
      );

    expect(columns("log_quarantine")).to.deep.equal([
      "source_object string",
      "byte_offset bigint",
      "record_key string",
      "reasons array<string>",
      "raw_record string",
      "rule_version string",
      "quarantined_at timestamp",
    ]);
    expect(columns("ticket_versions").map((column) => column.split(" ")[0])).to.deep.equal(
      TICKETS.columns.map(({ name }) => name),
    );
    expect(LOG_QUARANTINE.columns).to.have.length(7);
  });

  it("keeps views in Athena's form: SQL and columns, in base64", () => {
    const text = viewText("select 1", "lake", LOGS);

    const [, encoded = ""] = /^\/\* Presto View: (\S+) \*\/$/.exec(text) ?? [];
    const view = JSON.parse(Buffer.from(encoded, "base64").toString("utf8"));
    expect([view.originalSql, view.catalog, view.schema]).to.deep.equal([
      "select 1",
      "awsdatacatalog",
      "lake",
    ]);
    expect(view.columns).to.have.length(LOGS.columns.length + 1);
    expect(view.columns[1]).to.deep.equal({ name: "logged_at", type: "timestamp(3)" });
    expect(view.columns.at(-1)).to.deep.equal({ name: "log_date", type: "date" });
  });

  it("shows in its views exactly the columns that their SQL selects", () => {
    for (const [name, dataset] of [
      ["tickets", TICKETS],
      ["log_entries", LOGS],
    ] as const) {
      const [, encoded = ""] = /Presto View: (\S+)/.exec(String(tables[name]?.viewOriginalText)) ?? [];
      const view = JSON.parse(Buffer.from(encoded, "base64").toString("utf8"));
      const [, selected = ""] = /\)\n\nselect\n([\s\S]*?)\nfrom ranked/.exec(view.originalSql) ?? [];

      expect(selected.split(",").map((column) => column.trim())).to.deep.equal(
        view.columns.map((column: { name: string }) => column.name),
      );
      expect(view.columns.map((column: { name: string }) => column.name)).to.deep.equal(
        [...dataset.columns, dataset.partition].map((column) => column?.name),
      );
    }
  });

  it("has saved queries that say what they answer", () => {
    const queries = inputsOf(dev, "aws:athena/namedQuery:NamedQuery");

    expect(Object.keys(queries)).to.have.length(SAVED_QUERIES.length);
    for (const [name, { database, workgroup, description }] of Object.entries(queries)) {
      expect([database, workgroup], name).to.deep.equal(["careplus_dev", "Workgroup(analysts).id"]);
      expect(String(description), name).to.match(/^[A-Z].+[.]$/);
    }
  });
});

describe("the Athena workgroup", () => {
  it("enforces its ceiling, its result place and its encryption", async () => {
    const { analysts } = inputsOf(await programOf(stackFile("prod")), "aws:athena/workgroup:Workgroup");

    expect(analysts?.configuration).to.deep.equal({
      enforceWorkgroupConfiguration: true,
      publishCloudwatchMetricsEnabled: true,
      bytesScannedCutoffPerQuery: 107_374_182_400,
      engineVersion: { selectedEngineVersion: "Athena engine version 3" },
      resultConfiguration: {
        outputLocation: "s3://careplus-prod-results-111122223333/athena/",
        encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: "Key(data).arn" },
      },
    });
  });
});
