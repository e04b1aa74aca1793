import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { requireVariable } from "../environment";
import { chooseObjects } from "../replay/choose-objects";
import { extractionLines, logLines } from "../replay/listing";
import { RawZone } from "../replay/raw-zone";
import { parseSelection } from "../replay/selection";
import { DataApiSession } from "../warehouse/data-api";
import { targetOfEnvironment } from "../warehouse/data-api-target";
import { warehouseSql } from "../warehouse/warehouse-sql";

export interface ReplayRequest {
  /** As a person gave it. */
  readonly selection: unknown;
  /** Name of the execution, under which its listings are kept. */
  readonly replay: string;
}

/** A listing in the results bucket, a JSON object a line. */
export interface ReplayListing {
  readonly key: string;
  readonly objects: number;
}

export interface ReplayPlan {
  readonly logs: ReplayListing;
  readonly extractions: ReplayListing;
}

/** Finds what a replay is of, and lists it for the state machine, which works the lines off. */
export async function handler({ selection, replay }: ReplayRequest): Promise<ReplayPlan> {
  const s3 = new S3Client({});
  const raw = new RawZone(s3, requireVariable("RAW_BUCKET"));
  const sql = warehouseSql();
  const session = new DataApiSession(new RedshiftDataClient({}), targetOfEnvironment());
  const chosen = await chooseObjects(parseSelection(selection), {
    list: (prefix) => raw.list(prefix),
    ask: (name, parameters) => session.read(sql[`replay/${name}`] ?? "", parameters),
  });
  const Bucket = requireVariable("RESULTS_BUCKET");
  const keep = async (name: string, lines: readonly string[], objects: number): Promise<ReplayListing> => {
    const key = `replay/${replay}/${name}.jsonl`;
    if (lines.length > 0)
      await s3.send(new PutObjectCommand({ Bucket, Key: key, Body: `${lines.join("\n")}\n` }));
    return { key, objects };
  };
  const plan = {
    logs: await keep("logs", logLines(raw.bucket, chosen.logs), chosen.logs.length),
    extractions: await keep("tickets", extractionLines(chosen.extractions), chosen.extractions.length),
  };
  console.log({
    event: "replay chosen",
    selection,
    logs: plan.logs.objects,
    extractions: plan.extractions.objects,
  });
  return plan;
}
