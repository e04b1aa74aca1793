// Jars that Spark needs beside its own, from Maven Central: MySQL's JDBC driver, and for the tests the client of S3.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SetUpError } from "./apt.mjs";

/** Fetches the package that a descriptor names, with what it depends on, into .cache by Spark's own Maven client, once. */
export function ensureSparkJar(root, descriptor) {
  const { package: coordinates, file } = JSON.parse(readFileSync(join(root, descriptor), "utf8"));
  const cache = join(root, ".cache", "ivy");
  if (existsSync(join(cache, "jars", file))) return;

  console.log(`set-up: fetching ${coordinates} from Maven Central`);
  const python = join(root, ".venv", "bin", "python");
  const { status, stdout, stderr } = spawnSync(python, ["-c", FETCH, coordinates, cache], {
    encoding: "utf8",
  });
  if (status !== 0 || !existsSync(join(cache, "jars", file))) {
    const lastLines = `${stdout}\n${stderr}`.trim().split("\n").slice(-8).join("\n");
    throw new SetUpError(`Spark could not fetch ${coordinates}:\n${lastLines}`);
  }
}

/** A session that needs the package gets it, and then ends. The protocol buffers are for MySQL's X protocol only. */
const FETCH = `
import sys
from pyspark.sql import SparkSession
(
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.jars.packages", sys.argv[1])
    .config("spark.jars.excludes", "com.google.protobuf:protobuf-java")
    .config("spark.jars.ivy", sys.argv[2])
    .getOrCreate()
    .stop()
)
`;
