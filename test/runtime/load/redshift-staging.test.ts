import { expect } from "chai";
import { planLoad } from "../../../runtime/load/load-plan";
import { redshiftStaging } from "../../../runtime/load/redshift-staging";
import type { TransformedObject } from "../../../runtime/load/transformed-object";
import { versionRounds } from "../../../runtime/load/version-rounds";
import { STATEMENT_LIMITS } from "../../../runtime/warehouse/statement-limits";
import { warehouseSql } from "../../../runtime/warehouse/warehouse-sql";

const RUN = { runId: "run", loadedAt: new Date("2025-08-05T00:00:00Z") };

describe("the plan of a load into Redshift", () => {
  for (const dataset of ["tickets", "logs"] as const)
    it(`has the same number of small statements for 1 and for 500 objects of ${dataset}`, () => {
      const small = statements(dataset, 1);
      const large = statements(dataset, 500);

      expect(large.stage).to.have.length(small.stage.length);
      expect(large.stage).to.have.length(11);
      expect(large.apply).to.have.length(dataset === "tickets" ? 21 : 18);
      for (const { sql } of [...large.stage, ...large.apply])
        expect(Buffer.byteLength(sql)).to.be.lessThan(STATEMENT_LIMITS.statementBytes / 10);
    });

  it("names the columns of a COPY, in the contract's order, and keeps a quote out of it", () => {
    const copy = statements("logs", 1).stage.map(({ sql }) => sql)[1];

    expect(copy).to.equal(
      [
        "copy stg_loads (dataset, source_object, source_version, run_id, records_in, kept, duplicate, rejected, first_byte, bytes_read, rule_version, transformed_at, loaded_at, resume_at, fingerprint)",
        "from 's3://results/copy/run/stg_loads.csv'",
        "iam_role default",
        "format as csv",
        "null as '\\\\N'",
        "timeformat 'auto'",
      ].join("\n"),
    );
    expect(() => planned("logs", 1, "x'; drop table fact_ticket; --")).to.throw(
      "cannot be put into a COPY statement",
    );
  });

  it("reads the versions of an object in different rounds, and those of different objects together", () => {
    const { versions, rounds } = versionRounds([
      { sourceObject: "a", sourceVersion: "v1", key: "a1" },
      { sourceObject: "a", sourceVersion: "v2", key: "a2" },
      { sourceObject: "b", sourceVersion: "v9", key: "b1" },
      { sourceObject: "a", sourceVersion: "v1", key: "a3" },
    ]);

    expect(versions).to.deep.equal([
      ["a", "v1", 0],
      ["a", "v2", 1],
      ["b", "v9", 0],
    ]);
    expect(rounds).to.deep.equal([["a1", "a3", "b1"], ["a2"]]);
  });
});

function statements(dataset: TransformedObject["dataset"], objects: number) {
  return planned(dataset, objects, "copy/run");
}

function planned(dataset: TransformedObject["dataset"], objects: number, prefix: string) {
  const batch = Array.from({ length: objects }, (_, place) => object(dataset, `${dataset}/${place}`));
  const locate = (key: string) => ({ url: `s3://processed/${key}`, sizeBytes: 10 });
  const staging = redshiftStaging({ prefix, resultsBucket: "results", locate });
  const texts = warehouseSql();
  return planLoad(batch, RUN, (name) => texts[`load/${name}`] ?? "", staging);
}

function object(dataset: TransformedObject["dataset"], sourceObject: string): TransformedObject {
  return {
    dataset,
    sourceObject,
    sourceVersion: "v1",
    counts: { recordsIn: 2, kept: 1, duplicate: 0, rejected: 1 },
    firstByte: 0,
    bytesRead: 10,
    ruleVersion: "r1",
    transformedAt: new Date("2025-08-01T00:00:00Z"),
    processedKeys: [`processed/${sourceObject}.parquet`],
    quarantineKeys: [`quarantine/${sourceObject}.parquet`],
  };
}
