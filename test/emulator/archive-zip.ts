import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { zipSync } from "fflate";

const ROOT = resolve(__dirname, "../..");

/** An archive of texts and files as the engine would zip it; paths are from the project's root. */
export async function zipOf(archive: pulumi.asset.Archive): Promise<Uint8Array> {
  if (!(archive instanceof pulumi.asset.AssetArchive)) throw new Error("the archive is one of assets");
  const files = Object.entries(await archive.assets).map(
    async ([path, asset]): Promise<[string, Uint8Array]> => [path, await bytesOf(asset)],
  );
  return zipSync(Object.fromEntries(await Promise.all(files)), { level: 1, mtime: "1980-01-02" });
}

async function bytesOf(asset: unknown): Promise<Uint8Array> {
  if (asset instanceof pulumi.asset.StringAsset) return Buffer.from(await asset.text);
  if (asset instanceof pulumi.asset.FileAsset) return readFileSync(resolve(ROOT, await asset.path));
  throw new Error("an archive holds texts and files");
}
