import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { inputsOf } from "./find";
import type { ProgramRun } from "./program";

const ROOT = resolve(__dirname, "../..");

/** Text of each file, by its path in the archive. */
export type Archive = Readonly<Record<string, string>>;

/** The archive of each magic function, by the function's name, as the engine would zip it. */
export async function archivesOf(run: ProgramRun): Promise<Record<string, Archive>> {
  const functions = Object.entries(inputsOf(run, "aws:lambda/function:Function"));
  const archives = functions.map(
    async ([name, { code }]): Promise<[string, Archive]> => [name, await readArchive(code)],
  );
  return Object.fromEntries(await Promise.all(archives));
}

/** SHA-256 of each archive's paths and texts, by the function's name. */
export function hashesOf(archives: Readonly<Record<string, Archive>>): Record<string, string> {
  const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
  return Object.fromEntries(
    Object.entries(archives).map(([name, archive]) => [name, hash(JSON.stringify(archive))]),
  );
}

async function readArchive(code: unknown): Promise<Archive> {
  if (!(code instanceof pulumi.asset.AssetArchive)) throw new Error("the code is an archive of assets");
  const files = Object.entries(await code.assets).map(async ([path, asset]) => [
    path,
    await readAsset(asset),
  ]);
  return Object.fromEntries(await Promise.all(files));
}

async function readAsset(asset: unknown): Promise<string> {
  if (asset instanceof pulumi.asset.StringAsset) return asset.text;
  if (asset instanceof pulumi.asset.FileAsset) return readFileSync(resolve(ROOT, await asset.path), "utf8");
  throw new Error("an archive holds texts and files");
}
