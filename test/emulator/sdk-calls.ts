import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A call of the AWS SDK by a function. */
export interface SdkCall {
  readonly functionName: string;
  /** The SDK's id of the service: `Redshift Data`. */
  readonly service: string;
  /** `GetObjectCommand` */
  readonly command: string;
  readonly Bucket?: string;
  readonly Key?: string;
  readonly VersionId?: string;
}

/** Where sdk_calls.py writes them. */
export function sdkCallsFile(folder: string): string {
  return join(folder, "sdk-calls.jsonl");
}

export function readSdkCalls(folder: string): readonly SdkCall[] {
  const file = sdkCallsFile(folder);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as SdkCall);
}
