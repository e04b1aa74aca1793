import { mkdir, rm } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { TICKET_RULE_VERSION } from "../../runtime/contracts/tickets";
import { CareplusError } from "../../runtime/errors";
import type { RecordCounts, TransformedObject } from "../../runtime/load/transformed-object";
import type { FolderStore } from "../store/folder-store";
import type { TicketManifest } from "./manifest";
import { publishQuarantine, publishTickets } from "./publish-parquet";
import { createRawTickets } from "./raw-tickets-table";
import { textLiteral } from "./sql-text";
import { readDuckdbPrelude, readTicketStep, TICKET_STEPS, type TicketStep } from "./ticket-sql";
import { checkTimeZone } from "./time-zone";

/** The raw zone's objects never change, so an extraction has one version. */
export const SOURCE_VERSION = "1";

/** The step whose rows are kept, because all that is published is read from them; the others are views. */
const KEPT_STEP: TicketStep = "stg_judged_tickets";

export interface TransformOptions {
  /** A connection of its own on the warehouse's instance; no transaction may be open on it. */
  readonly connection: DuckDBConnection;
  readonly lake: FolderStore;
  readonly extraction: TicketManifest;
  /** IANA zone of the source's local times. */
  readonly timeZone: string;
  readonly now: Date;
  /** Called with the number of records that are done with. */
  readonly onProgress?: (records: number) => void;
}

/**
 * Applies the row rules of glue/sql to an extraction and publishes its processed and quarantined rows as Parquet.
 * Names are a function of the extraction: a repeat puts the same objects in the place of the first ones.
 *
 * @throws CareplusError `unknown_time_zone`, or `raw_damaged` when the CSV no longer holds what the manifest says
 */
export async function transformTickets(options: TransformOptions): Promise<TransformedObject> {
  const { connection, lake, extraction, now } = options;
  checkTimeZone(options.timeZone);
  const run = extraction.sourceObject.slice(extraction.sourceObject.lastIndexOf("/") + 1);
  const draftDir = lake.pathOf(`tmp/transform-${run}`);
  await rm(draftDir, { recursive: true, force: true });
  await mkdir(draftDir, { recursive: true });
  try {
    await createInputs(options);
    const counts = await applySteps(connection, extraction);
    // The raw rows have served: their memory goes to the writers of the partitions.
    await dropInputs(connection);
    const quarantineKeys =
      counts.rejected > 0 ? [await publishQuarantine(connection, lake, run, draftDir)] : [];
    const processedKeys = await publishTickets(connection, lake, run, draftDir);
    options.onProgress?.(counts.recordsIn);
    return {
      dataset: "tickets",
      sourceObject: extraction.sourceObject,
      sourceVersion: SOURCE_VERSION,
      counts,
      firstByte: 0,
      bytesRead: extraction.parts.reduce((bytes, part) => bytes + part.sizeBytes, 0),
      ruleVersion: TICKET_RULE_VERSION,
      transformedAt: now,
      processedKeys,
      quarantineKeys,
    };
  } finally {
    await dropInputs(connection);
    await dropSteps(connection);
    await rm(draftDir, { recursive: true, force: true });
  }
}

/** The two relations that the steps begin with: the records, and one row about the extraction. */
async function createInputs({ connection, lake, extraction, timeZone }: TransformOptions): Promise<void> {
  await connection.run("set timezone = 'UTC'");
  await connection.run(await readDuckdbPrelude());
  await createRawTickets(connection, lake, extraction);
  await connection.run(
    `create or replace temp view extraction as select
       ${textLiteral(extraction.sourceObject)} as source_object,
       cast(${textLiteral(extraction.extractedAt.replace("Z", ""))} as timestamp) as extracted_at,
       ${textLiteral(timeZone)} as time_zone,
       ${textLiteral(TICKET_RULE_VERSION)} as rule_version`,
  );
}

async function applySteps(connection: DuckDBConnection, extraction: TicketManifest): Promise<RecordCounts> {
  for (const step of TICKET_STEPS) {
    await connection.run(`create or replace temp ${kindOf(step)} ${step} as ${await readTicketStep(step)}`);
  }
  const reader = await connection.runAndReadAll(
    `select
       coalesce(sum(copies), 0),
       count(*),
       count(*) filter (where reasons = '')
     from stg_judged_tickets`,
  );
  const [recordsIn = 0, distinct = 0, kept = 0] = (reader.getRows()[0] ?? []).map(Number);
  if (recordsIn !== extraction.rowsWritten) {
    throw new CareplusError(
      "raw_damaged",
      `The raw CSV of ${extraction.sourceObject} holds ${recordsIn} records, its manifest says ${extraction.rowsWritten}; restore the files.`,
    );
  }
  return { recordsIn, kept, duplicate: recordsIn - distinct, rejected: distinct - kept };
}

function kindOf(step: TicketStep): "table" | "view" {
  return step === KEPT_STEP ? "table" : "view";
}

/** `temp.` keeps a drop from ever reaching something of the same name in the warehouse itself. */
async function dropInputs(connection: DuckDBConnection): Promise<void> {
  await connection.run("drop view if exists temp.raw_tickets");
  await connection.run("drop table if exists temp.raw_ticket_rows");
}

async function dropSteps(connection: DuckDBConnection): Promise<void> {
  for (const step of TICKET_STEPS) await connection.run(`drop ${kindOf(step)} if exists temp.${step}`);
  await connection.run("drop view if exists temp.extraction");
}
