import { interpolate } from "@pulumi/pulumi";
import { joinNetwork, useConnection } from "../iam/glue-statements";
import { useKey } from "../iam/queue-statements";
import { type Allow, allow } from "../iam/statement";
import type { Lake } from "../lake";
import type { PrivateBucket } from "../lake/private-bucket";
import type { Naming } from "../naming";
import type { TicketSource } from "../ticket-source";

/**
 * Spark on Glue marks folders by objects beside them (`tickets_$folder$`), so what it writes to is allowed as
 * `tickets*` and not as `tickets/*`.
 */
const WRITE = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"];

/** Reads MySQL through the connection; compares with earlier extractions; writes the new one. */
export function extractStatements(naming: Naming, lake: Lake, source: TicketSource): readonly Allow[] {
  return [
    ...readCode(lake),
    ...useConnection(naming, source.connection.name, source.secret.arn),
    ...joinNetwork(naming),
    list("ListExtractions", [lake.raw], ["tickets*"]),
    // It deletes what an earlier run left without publishing it.
    allow("WriteExtractions", WRITE, [interpolate`${lake.raw.arn}/tickets*`]),
    // Hashes of the rows that were last seen, and which extractions were transformed.
    list("ListState", [lake.processed], ["state*", "manifests/tickets*"]),
    allow("ReadManifests", ["s3:GetObject"], [interpolate`${lake.processed.arn}/manifests/tickets/*`]),
    allow("KeepState", WRITE, [interpolate`${lake.processed.arn}/state*`]),
    ...useTemporaryFiles(lake),
    useKey(lake.key.arn, ["kms:Decrypt", "kms:GenerateDataKey"]),
  ];
}

/** Reads an extraction; publishes its rows, its rejected rows and its manifest. */
export function transformStatements(lake: Lake): readonly Allow[] {
  return [
    ...readCode(lake),
    list("ListExtraction", [lake.raw], ["tickets*"]),
    allow("ReadExtraction", ["s3:GetObject"], [interpolate`${lake.raw.arn}/tickets/*`]),
    list("ListPublished", [lake.processed, lake.quarantine], ["tickets*", "manifests*", "cut*"]),
    allow("PublishTickets", WRITE, [
      interpolate`${lake.processed.arn}/tickets*`,
      interpolate`${lake.processed.arn}/manifests/tickets*`,
      interpolate`${lake.processed.arn}/manifests_$folder$`,
      interpolate`${lake.quarantine.arn}/tickets*`,
      interpolate`${lake.processed.arn}/cut*`,
      interpolate`${lake.quarantine.arn}/cut*`,
    ]),
    ...useTemporaryFiles(lake),
    useKey(lake.key.arn, ["kms:Decrypt", "kms:GenerateDataKey"]),
  ];
}

function readCode(lake: Lake): readonly Allow[] {
  return [
    list("ListCode", [lake.code], ["glue*"]),
    allow(
      "ReadCode",
      ["s3:GetObject"],
      [interpolate`${lake.code.arn}/glue/*`, interpolate`${lake.code.arn}/glue.zip`],
    ),
  ];
}

function useTemporaryFiles(lake: Lake): readonly Allow[] {
  return [
    list("ListTemporaryFiles", [lake.results], ["glue-temp*"]),
    allow("UseTemporaryFiles", WRITE, [interpolate`${lake.results.arn}/glue-temp*`]),
  ];
}

function list(sid: string, buckets: readonly PrivateBucket[], prefixes: readonly string[]): Allow {
  const arns = buckets.map(({ arn }) => arn);
  return allow(sid, ["s3:ListBucket"], arns, { StringLike: { "s3:prefix": prefixes } });
}
