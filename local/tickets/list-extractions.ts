import type { ObjectStore } from "../../runtime/store/object-store";
import { MANIFEST_NAME, RAW_TICKETS, readManifest, type TicketManifest } from "./manifest";

/** What a listing of the raw zone tells without opening a file. */
export interface RawFolders {
  /** `sourceObject` of each published extraction, oldest first. */
  readonly published: readonly string[];
  /** Keys of objects that a run left without publishing them. */
  readonly leftovers: readonly string[];
}

/** Lists the run folders of the raw zone. Their names sort by time of extraction. */
export async function listRawFolders(lake: ObjectStore): Promise<RawFolders> {
  const keysByFolder = new Map<string, string[]>();
  for await (const { key } of lake.list(RAW_TICKETS)) {
    const folder = key.slice(0, key.lastIndexOf("/"));
    const keys = keysByFolder.get(folder);
    if (keys === undefined) keysByFolder.set(folder, [key]);
    else keys.push(key);
  }
  const published: string[] = [];
  const leftovers: string[] = [];
  for (const [folder, keys] of keysByFolder) {
    if (keys.includes(`${folder}/${MANIFEST_NAME}`)) published.push(folder.slice("raw/".length));
    else leftovers.push(...keys);
  }
  return { published: published.sort(), leftovers };
}

/**
 * Published extractions, oldest first.
 *
 * @param isWanted leaves the manifests of others unread: a lake may hold years of them
 */
export async function listExtractions(
  lake: ObjectStore,
  isWanted: (sourceObject: string) => boolean = () => true,
): Promise<TicketManifest[]> {
  const { published } = await listRawFolders(lake);
  const extractions: TicketManifest[] = [];
  for (const sourceObject of published.filter(isWanted)) {
    extractions.push(await readManifest(lake, `raw/${sourceObject}/${MANIFEST_NAME}`));
  }
  return extractions;
}
