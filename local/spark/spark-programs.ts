import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CareplusError } from "../../runtime/errors";
import driver from "./jdbc-driver.json";

const ROOT = join(__dirname, "..", "..");
/** What `npm run set-up:spark` makes. */
const PYTHON = join(ROOT, ".venv", "bin", "python");
const PYSPARK = join(ROOT, ".venv", "bin", "spark-submit");
const JDBC_DRIVER = join(ROOT, ".cache", "ivy", "jars", driver.file);

/**
 * Python with PySpark, in the project's own environment.
 *
 * @throws CareplusError `spark_missing` in one sentence that says how to get what is missing
 */
export function findSparkPython(): string {
  const missing = [
    ...(hasJava() ? [] : ["Java 17"]),
    ...(existsSync(PYTHON) && existsSync(PYSPARK) ? [] : ["PySpark"]),
    ...(existsSync(JDBC_DRIVER) ? [] : ["the JDBC driver of MySQL"]),
  ];
  if (missing.length === 0) return PYTHON;
  throw new CareplusError(
    "spark_missing",
    `The engine "spark" lacks ${missing.join(" and ")}: run \`npm run set-up:spark\`, or leave --engine out.`,
  );
}

function hasJava(): boolean {
  const home = process.env.JAVA_HOME;
  if (home !== undefined && existsSync(join(home, "bin", "java"))) return true;
  return spawnSync("java", ["-version"], { stdio: "ignore" }).status === 0;
}
