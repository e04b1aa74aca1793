import { expect } from "chai";
import type { Dataset } from "../../../../runtime/contracts";
import { DIM_DATE, OPS_LOAD_FILES } from "../../../../runtime/contracts";
import { duckdbTable, duckdbTemporaryTable } from "../../../../runtime/contracts/derive/duckdb-ddl";
import { redshiftTable, redshiftTemporaryTable } from "../../../../runtime/contracts/derive/redshift-ddl";

/** A table with a column of each type. */
const EVERY_TYPE: Dataset = {
  name: "ops.every_type",
  zone: "ops",
  grain: "one of each",
  key: ["row_hash"],
  distKey: "row_hash",
  sortKey: ["met_at", "row_hash"],
  columns: [
    { name: "row_hash", type: "string", description: "Bounded text" },
    { name: "remark", type: "string", nullable: true, description: "Free text" },
    { name: "attempts", type: "int", description: "Small number" },
    { name: "byte_offset", type: "bigint", description: "Large number" },
    { name: "cpu_percent", type: "double", nullable: true, description: "Measured number" },
    { name: "is_error", type: "boolean", description: "Yes or no" },
    { name: "met_at", type: "timestamp", description: "Time" },
    { name: "met_date", type: "date", description: "Day" },
    { name: "reasons", type: "string[]", description: "List" },
  ],
};

describe("a contract as a table", () => {
  it("of DuckDB", () => {
    expect(duckdbTable(EVERY_TYPE)).to.equal(`create table if not exists ops.every_type (
  row_hash varchar not null,
  remark varchar,
  attempts integer not null,
  byte_offset bigint not null,
  cpu_percent double,
  is_error boolean not null,
  met_at timestamp not null,
  met_date date not null,
  reasons varchar[] not null
)`);
  });

  it("of DuckDB, for as long as its connection lives", () => {
    expect(duckdbTemporaryTable(EVERY_TYPE).split("\n")[0]).to.equal("create temp table ops.every_type (");
  });

  it("of Redshift, with narrow text where the platform bounds it, and sort keys left uncompressed", () => {
    expect(redshiftTable(EVERY_TYPE)).to.equal(`create table if not exists ops.every_type (
  row_hash varchar(32) not null encode raw,
  remark varchar(65535) encode zstd,
  attempts integer not null encode az64,
  byte_offset bigint not null encode az64,
  cpu_percent double precision encode raw,
  is_error boolean not null encode raw,
  met_at timestamp not null encode raw,
  met_date date not null encode az64,
  reasons super not null encode zstd
)
distkey (row_hash)
sortkey (met_at, row_hash)`);
  });

  it("of Redshift for one load has no encodings and takes NULL everywhere, since its rows are counted later", () => {
    const { columns } = EVERY_TYPE;
    const few = {
      ...EVERY_TYPE,
      name: "stg_few",
      columns: columns.filter(({ name }) => /hash|at$|reas/.test(name)),
    };

    expect(redshiftTemporaryTable(few)).to.equal(`create temp table stg_few (
  row_hash varchar(32),
  met_at timestamp,
  reasons super
)`);
  });

  it("of the ledger of files, as it stands in each engine", () => {
    expect(duckdbTable(OPS_LOAD_FILES)).to.equal(`create table if not exists ops.load_files (
  dataset varchar not null,
  source_object varchar not null,
  source_version varchar not null,
  file_key varchar not null
)`);
    expect(redshiftTable(OPS_LOAD_FILES)).to.equal(`create table if not exists ops.load_files (
  dataset varchar(16) not null encode zstd,
  source_object varchar(1280) not null encode zstd,
  source_version varchar(256) not null encode zstd,
  file_key varchar(1280) not null encode zstd
)
diststyle auto`);
  });

  it("of Redshift lies on every node when it is a dimension", () => {
    expect(redshiftTable(DIM_DATE).split("\n").slice(-2)).to.deep.equal([
      "diststyle all",
      "sortkey (calendar_date)",
    ]);
  });
});
