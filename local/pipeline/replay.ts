import { CareplusError } from "../../runtime/errors";
import type { TransformedObject } from "../../runtime/load/transformed-object";
import { positionStillValid } from "../../runtime/logs/position";
import type { ReplaySelection } from "../../runtime/replay/selection";
import { LogFolder } from "../store/log-folder";
import { listExtractions } from "../tickets/list-extractions";
import type { LoadedObject, LoadedVersion } from "../warehouse/local-warehouse";
import { transformSlice } from "./log-cycle";
import { newRunId, type Platform } from "./platform";
import { chooseLoads } from "./replay-selection";
import { type RunReport, sumLoads } from "./run-report";
import { transformExtraction } from "./ticket-cycle";

/**
 * Transforms chosen source objects again, under today's rules, and lets the result replace what they had brought.
 * Under unchanged rules nothing changes.
 *
 * @throws CareplusError `nothing_to_replay` when nothing in the ledger fits the selection.
 */
export async function replay(platform: Platform, selection: ReplaySelection): Promise<RunReport> {
  const startedAt = new Date();
  const runId = newRunId(startedAt);
  const chosen = await chooseLoads(platform.warehouse, selection);
  if (chosen.length === 0) {
    throw new CareplusError(
      "nothing_to_replay",
      "nothing that was loaded fits this selection; `careplus status` lists what was",
    );
  }
  const tickets = await replayTickets(platform, runId, chosen);
  const logs = await replayLogs(platform, runId, chosen);
  return {
    runId,
    sources: { tickets: sumLoads(tickets.loads), logs: sumLoads(logs.loads) },
    reconciliation: await platform.warehouse.reconcile({}, runId, new Date()),
    notices: [...tickets.notices, ...logs.notices],
    seconds: (Date.now() - startedAt.getTime()) / 1000,
  };
}

interface Replayed {
  readonly loads: readonly LoadedObject[];
  readonly notices: readonly string[];
}

/** Loads the chosen extractions together: where one no longer has a ticket, another's version takes its place. */
async function replayTickets(
  platform: Platform,
  runId: string,
  chosen: readonly LoadedVersion[],
): Promise<Replayed> {
  const published = await listExtractions(platform.lake);
  const extractions = new Map(published.map((extraction) => [extraction.sourceObject, extraction]));
  const transformed: TransformedObject[] = [];
  const notices: string[] = [];
  for (const { sourceObject } of chosen.filter((load) => load.dataset === "tickets")) {
    const extraction = extractions.get(sourceObject);
    if (extraction === undefined) {
      notices.push(`${sourceObject} is no longer in the raw zone; its rows stay as they are`);
    } else {
      transformed.push(await transformExtraction(platform, extraction));
    }
  }
  const loads = await platform.warehouse.load(transformed, platform.lake, runId, new Date());
  return { loads, notices };
}

/** A log file is its own raw zone: what it no longer holds, after a rotation, cannot be read again. */
async function replayLogs(
  platform: Platform,
  runId: string,
  chosen: readonly LoadedVersion[],
): Promise<Replayed> {
  const versions = chosen.filter((load) => load.dataset === "logs");
  const { logsDir } = platform.options;
  if (versions.length === 0) return { loads: [], notices: [] };
  if (logsDir === undefined) {
    throw new CareplusError(
      "logs_not_given",
      "this selection holds log objects: say where they are with --logs <dir>",
    );
  }
  const folder = new LogFolder(logsDir);
  const present = new Map((await folder.list()).objects.map((object) => [object.key, object.version]));
  const ledger = await platform.warehouse.loadedVersions("logs");
  const loads: LoadedObject[] = [];
  const notices: string[] = [];
  for (const version of versions) {
    const { sourceObject, sourceVersion, firstByte, bytesRead } = version;
    const isOfPresentFile = presentFile(ledger.get(sourceObject) ?? []).some(
      (loaded) => loaded.sourceVersion === sourceVersion,
    );
    if (!isOfPresentFile || !(await holds(platform, folder, version, present.get(sourceObject)))) {
      notices.push(`${sourceObject} no longer holds what was loaded; its rows stay as they are`);
      continue;
    }
    const slice = { firstByte, endByte: firstByte + bytesRead };
    const { position: _, ...transformed } = await transformSlice(
      platform,
      folder,
      { key: sourceObject, version: sourceVersion },
      slice,
    );
    loads.push(...(await platform.warehouse.load([transformed], platform.lake, runId, new Date())));
  }
  return { loads, notices };
}

/** The versions that were read of the file as it is now: a file that was replaced is read from byte 0 again. */
function presentFile(versions: readonly LoadedVersion[]): readonly LoadedVersion[] {
  const begin = versions.findLastIndex((version) => version.firstByte === 0);
  return versions.slice(Math.max(0, begin));
}

/** Whether the file still begins with the bytes that were loaded: the very version, or one that only grew. */
async function holds(
  platform: Platform,
  folder: LogFolder,
  version: LoadedVersion,
  presentVersion: string | undefined,
): Promise<boolean> {
  if (presentVersion === undefined) return false;
  if (version.sourceVersion === presentVersion) return true;
  if (version.sourceObject.endsWith(".gz")) return false;
  const position = await platform.warehouse.logPosition(version.sourceObject);
  return (
    position !== undefined &&
    positionStillValid((range) => folder.read(version.sourceObject, range), position)
  );
}
