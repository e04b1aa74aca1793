import type { Dataset } from "../contracts/dataset";
import type { StatementValue } from "../load/staging";
import type { ObjectStore } from "../store/object-store";
import { RedshiftFault } from "./redshift-fault";

/** A file that a load puts beside the data for COPY to read. */
export type CopyFile =
  | { readonly kind: "manifest"; readonly key: string; readonly parquetKeys: readonly string[] }
  | { readonly kind: "rows"; readonly key: string; readonly text: string };

/** Sizes are looked up this many at a time. */
const LOOKUPS_AT_ONCE = 16;

/** Writes the files of a load. A manifest of Parquet files must give the size of each, which is looked up here. */
export async function writeCopyFiles(
  store: ObjectStore,
  bucket: string,
  files: readonly CopyFile[],
): Promise<void> {
  for (const file of files) {
    const text = file.kind === "rows" ? file.text : await manifestText(store, bucket, file.parquetKeys);
    const writer = await store.create(file.key);
    await writer.write(Buffer.from(text));
    await writer.close();
  }
}

/** Rows as COPY reads them with `format json 'auto'`: one object a line, NULLs left out. */
export function jsonLines(table: Dataset, rows: readonly (readonly StatementValue[])[]): string {
  return rows
    .map((row) => {
      const fields = table.columns.flatMap(({ name }, place) => {
        const value = row[place] ?? null;
        return value === null ? [] : [[name, value instanceof Date ? timestampText(value) : value]];
      });
      return `${JSON.stringify(Object.fromEntries(fields))}\n`;
    })
    .join("");
}

/** As TIMEFORMAT 'auto' takes it: no T, no zone. */
function timestampText(time: Date): string {
  return time.toISOString().replace("T", " ").replace("Z", "");
}

/** Format: https://docs.aws.amazon.com/redshift/latest/dg/loading-data-files-using-manifest.html */
async function manifestText(store: ObjectStore, bucket: string, keys: readonly string[]): Promise<string> {
  const entries: object[] = [];
  for (let first = 0; first < keys.length; first += LOOKUPS_AT_ONCE) {
    const some = keys.slice(first, first + LOOKUPS_AT_ONCE);
    entries.push(
      ...(await Promise.all(
        some.map(async (key) => ({
          url: `s3://${bucket}/${key}`,
          mandatory: true,
          meta: { content_length: await sizeBytes(store, key) },
        })),
      )),
    );
  }
  return JSON.stringify({ entries });
}

async function sizeBytes(store: ObjectStore, key: string): Promise<number> {
  for await (const object of store.list(key)) {
    if (object.key === key) return object.sizeBytes;
    // Keys come in order: past it, it is not there.
    if (object.key > key) break;
  }
  throw new RedshiftFault("redshift_failed", `${key} is not in the lake: transform its source again`);
}
