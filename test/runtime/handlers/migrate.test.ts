import { createHash } from "node:crypto";
import { expect } from "chai";
import { redshiftTable } from "../../../runtime/contracts/derive/redshift-ddl";
import { OPS_QUARANTINE } from "../../../runtime/contracts/ops";
import { schemaStatements } from "../../../runtime/warehouse/schema-statements";
import { SCHEMA_VERSION } from "../../../runtime/warehouse/schema-version";
import { LoaderBed } from "../../emulator/loader-bed";

/** Of the schema of version 2. When it differs, raise SCHEMA_VERSION and put both numbers here. */
const KNOWN_SCHEMA = {
  version: 2,
  sha256: "982bf51b47c7e35dd8bd6c16cff47308800db91eb68f7542f2cc6247efd7765d",
};

/** A value of each type that ops.quarantine has. */
const OF_TYPE: Readonly<Record<string, string>> = {
  string: "'x'",
  bigint: "7",
  timestamp: "cast('2025-08-01 00:00:00' as timestamp)",
};

describe("the migration of the warehouse in Redshift", () => {
  let bed: LoaderBed;

  before(async () => {
    bed = await LoaderBed.start();
  });
  after(async () => bed.stop());

  it("makes everything once, and changes nothing when it is run again", async () => {
    const first = await bed.migrate();
    const columns = await bed.query("select count(*) as columns from svv_columns where table_schema = 'ops'");

    const second = await bed.migrate();

    expect(first.columns).to.equal(0);
    expect(second.columns).to.equal(0);
    expect(
      await bed.query("select count(*) as columns from svv_columns where table_schema = 'ops'"),
    ).to.deep.equal(columns);
    expect(await bed.query("select version from ops.schema_versions")).to.deep.equal([
      { version: SCHEMA_VERSION },
    ]);
  });

  it("adds a column that may be NULL, and the rows stay", async () => {
    const older = {
      ...OPS_QUARANTINE,
      columns: OPS_QUARANTINE.columns.filter(({ name }) => name !== "record_key"),
    };
    const values = older.columns.map(({ type }) => OF_TYPE[type]);
    await bed.run(
      "drop table ops.quarantine",
      redshiftTable(older),
      `insert into ops.quarantine (${older.columns.map(({ name }) => name).join(", ")}) select ${values.join(", ")}`,
    );

    const { columns } = await bed.migrate();

    expect(columns).to.equal(1);
    expect(await bed.query("select position, record_key from ops.quarantine")).to.deep.equal([
      { position: 7, record_key: null },
    ]);
  });

  it("refuses a new column that may not be NULL, and changes nothing", async () => {
    await bed.run(
      "drop table ops.log_positions",
      "create table if not exists ops.log_positions (\n  source_object varchar(1280) not null encode zstd\n)\ndiststyle auto",
    );

    const failure = await bed.migrate().catch((error: Error) => error.message);

    expect(failure).to.contain("ops.log_positions.source_version is new and may not be NULL");
    expect(
      await bed.query("select column_name from svv_columns where table_name = 'log_positions'"),
    ).to.deep.equal([{ column_name: "source_object" }]);
  });

  it("is refused by a warehouse of a later version", async () => {
    await bed.run("insert into ops.schema_versions (version) select 99 as version");

    const failure = await bed.migrate().catch((error: Error) => error.message);

    expect(failure).to.contain("schema version 99, later than this code's 2");
  });

  it("has its number raised with each change of the schema", () => {
    const sha256 = createHash("sha256").update(schemaStatements().join("\0")).digest("hex");

    expect({ version: SCHEMA_VERSION, sha256 }).to.deep.equal(KNOWN_SCHEMA);
  });
});
