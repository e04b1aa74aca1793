import { Readable } from "node:stream";
import { GetObjectCommand, type S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { formatTransformManifest } from "../load/transform-manifest";
import type { TransformedObject } from "../load/transformed-object";
import type { ObjectSink } from "../store/object-store";
import type { LogArrival } from "./arrival";
import { outputName } from "./output-names";
import { type LogTransformOptions, transformLogObject } from "./transform";

const LOG_KEY = /\.log(\.gz)?$/;

/** Gone: somebody has deleted the version since, and there is nothing that could be read. */
export type ArrivalOutcome =
  | { readonly kind: "log transformed"; readonly object: TransformedObject }
  | { readonly kind: "no log file" | "log object gone" };

/**
 * Transforms a log object of S3, and last of all writes its manifest, whose arrival tells the loader. Doing it again
 * writes the same objects.
 *
 * @throws what reading or storing throws; then there is no manifest
 */
export async function transformArrival(
  arrival: LogArrival,
  client: S3Client,
  lake: ObjectSink,
  options: Pick<LogTransformOptions, "now" | "codec">,
): Promise<ArrivalOutcome> {
  if (!LOG_KEY.test(arrival.key)) return { kind: "no log file" };
  try {
    return { kind: "log transformed", object: await transform(arrival, client, lake, options) };
  } catch (error) {
    if (isGone(error)) return { kind: "log object gone" };
    throw error;
  }
}

async function transform(
  arrival: LogArrival,
  client: S3Client,
  lake: ObjectSink,
  options: Pick<LogTransformOptions, "now" | "codec">,
): Promise<TransformedObject> {
  const { key, sizeBytes, version } = arrival;
  const slice = { sourceObject: key, sourceVersion: version, firstByte: 0 };
  const transformed = await transformLogObject(
    {
      ...slice,
      endByte: sizeBytes,
      isGzip: key.endsWith(".gz"),
      read: ({ firstByte, endByte }) => Readable.from(readRange(client, arrival, firstByte, endByte)),
    },
    lake,
    { ...options, takeUnterminated: true, mayGrow: false, isForRedshift: true },
  );
  const manifest = await lake.create(`manifests/logs/${outputName(slice).replace(/\.parquet$/, ".json")}`);
  await manifest.write(Buffer.from(formatTransformManifest(transformed)));
  await manifest.close();
  return transformed;
}

/** Only reading asks S3 for an object. */
function isGone(error: unknown): boolean {
  return (
    error instanceof S3ServiceException && (error.name === "NoSuchKey" || error.name === "NoSuchVersion")
  );
}

/** The bytes of the version that arrived, whatever has replaced it since. */
async function* readRange(
  client: S3Client,
  { bucket, key, versionId }: LogArrival,
  firstByte: number,
  endByte: number,
): AsyncGenerator<Uint8Array, void> {
  // S3 has no range of no bytes.
  if (endByte <= firstByte) return;
  const { Body } = await client.send(
    new GetObjectCommand({
      Bucket: bucket,
      Key: key,
      Range: `bytes=${firstByte}-${endByte - 1}`,
      ...(versionId !== undefined && { VersionId: versionId }),
    }),
  );
  if (Body !== undefined) yield* Body as AsyncIterable<Uint8Array>;
}
