import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import type { PrivateBucket } from "../lake/private-bucket";

/** Where the jobs find their code. */
export interface GlueCode {
  /** `s3://…/glue/`, below which the files lie as they do in the repository's `glue/`. */
  readonly location: pulumi.Output<string>;
  /** Python modules and SQL of the jobs as one package, for `--extra-py-files`. */
  readonly package: pulumi.Output<string>;
  readonly objects: readonly aws.s3.BucketObjectv2[];
}

const GLUE = "glue";
const FOLDER = join(__dirname, "../..", GLUE);

/** Uploads the scripts and the SQL of `glue/` as objects, and all files as one package. */
export function uploadGlueCode(bucket: PrivateBucket, parent: pulumi.Resource): GlueCode {
  const files = glueFiles();
  // Modules travel in the package alone.
  const objects = files
    .filter((file) => !file.includes("/") || file.startsWith("sql/"))
    .map(
      (file) =>
        new aws.s3.BucketObjectv2(
          `${GLUE}/${file}`,
          // As text and not as a file: so a preview shows what changes in it.
          {
            bucket: bucket.bucket.id,
            key: `${GLUE}/${file}`,
            content: readFileSync(join(FOLDER, file), "utf8"),
            contentType: "text/plain; charset=utf-8",
          },
          { parent },
        ),
    );
  const assets = Object.fromEntries(
    files.map((file) => [file, new pulumi.asset.FileAsset(`${GLUE}/${file}`)]),
  );
  const bundle = new aws.s3.BucketObjectv2(
    "glue-package",
    { bucket: bucket.bucket.id, key: "glue.zip", source: new pulumi.asset.AssetArchive(assets) },
    { parent },
  );
  return {
    location: pulumi.interpolate`s3://${bucket.bucketName}/${GLUE}/`,
    package: pulumi.interpolate`s3://${bucket.bucketName}/${bundle.key}`,
    objects: [...objects, bundle],
  };
}

/** Python and SQL files of the jobs, as paths below `glue/`, sorted. */
export function glueFiles(): readonly string[] {
  return readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /\.(py|sql)$/.test(file) && !file.includes("__pycache__"))
    .sort();
}
