import { interpolate } from "@pulumi/pulumi";
import { joinNetwork, useConnection } from "../iam/glue-statements";
import { useKey } from "../iam/queue-statements";
import { type Allow, allow } from "../iam/statement";
import type { Lake } from "../lake";
import type { Naming } from "../naming";
import type { TicketSource } from "../ticket-source";

/** Reads MySQL through the connection; reads earlier extractions and writes the new one. */
export function extractStatements(naming: Naming, lake: Lake, source: TicketSource): readonly Allow[] {
  return [
    ...readCode(lake),
    ...useConnection(naming, source.connection.name, source.secret.arn),
    ...joinNetwork(naming),
    allow("ListExtractions", ["s3:ListBucket"], [lake.raw.arn], {
      StringLike: { "s3:prefix": ["tickets/*"] },
    }),
    allow(
      "ReadAndWriteExtractions",
      ["s3:GetObject", "s3:PutObject"],
      [interpolate`${lake.raw.arn}/tickets/*`],
    ),
    useTemporaryFiles(lake),
    useKey(lake.key.arn, ["kms:Decrypt", "kms:GenerateDataKey"]),
  ];
}

/** Reads an extraction; publishes its rows, its rejected rows and its manifest. */
export function transformStatements(lake: Lake): readonly Allow[] {
  return [
    ...readCode(lake),
    allow("ListExtraction", ["s3:ListBucket"], [lake.raw.arn], {
      StringLike: { "s3:prefix": ["tickets/*"] },
    }),
    allow("ReadExtraction", ["s3:GetObject"], [interpolate`${lake.raw.arn}/tickets/*`]),
    allow("ListPublished", ["s3:ListBucket"], [lake.processed.arn, lake.quarantine.arn], {
      StringLike: { "s3:prefix": ["tickets/*", "manifests/tickets/*"] },
    }),
    // Spark deletes the draft that it renames, and an older file of the same extraction.
    allow(
      "PublishTickets",
      ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"],
      [
        interpolate`${lake.processed.arn}/tickets/*`,
        interpolate`${lake.processed.arn}/manifests/tickets/*`,
        interpolate`${lake.quarantine.arn}/tickets/*`,
      ],
    ),
    useTemporaryFiles(lake),
    useKey(lake.key.arn, ["kms:Decrypt", "kms:GenerateDataKey"]),
  ];
}

function readCode(lake: Lake): readonly Allow[] {
  return [
    allow(
      "ReadCode",
      ["s3:GetObject"],
      [interpolate`${lake.code.arn}/glue/*`, interpolate`${lake.code.arn}/glue.zip`],
    ),
  ];
}

function useTemporaryFiles(lake: Lake): Allow {
  return allow(
    "UseTemporaryFiles",
    ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
    [interpolate`${lake.results.arn}/glue-temp/*`],
  );
}
