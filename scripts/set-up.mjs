// Brings what npm cannot: a MySQL-protocol server, a browser, a Python environment. `node scripts/set-up.mjs demo|test|spark|bench-logs`.
// Plain JavaScript without packages: it runs before anything else, on any Node from 20 on.

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ensureActionlint } from "./set-up/actionlint.mjs";
import { canInstallPackages, installPackages, SetUpError } from "./set-up/apt.mjs";
import { hasDockerEngine } from "./set-up/docker.mjs";
import { installHint } from "./set-up/install-hint.mjs";
import { findMissingPrograms } from "./set-up/programs.mjs";
import { ensurePythonEnvironment } from "./set-up/python-environment.mjs";
import { ensureSparkClasses } from "./set-up/spark-classes.mjs";
import { ensureSparkJar } from "./set-up/spark-jar.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

const JDBC_DRIVER = "local/spark/jdbc-driver.json";

/** What each purpose needs, by the names of set-up/programs.mjs. */
const NEEDS = {
  demo: { programs: ["database"] },
  test: {
    programs: ["database", "browser", "java"],
    python: "test",
    sparkJars: [JDBC_DRIVER, "test/fixtures/s3a-client.json"],
    lintsWorkflows: true,
  },
  spark: { programs: ["java"], python: "test", sparkJars: [JDBC_DRIVER] },
  "bench-logs": { programs: [], python: "bench" },
};

/** Makes the machine ready for one purpose; silent and quick when nothing is missing. */
async function setUp(purpose) {
  const needs = NEEDS[purpose];
  if (needs === undefined) throw new SetUpError("usage: node scripts/set-up.mjs demo|test|spark|bench-logs");
  if (!existsSync(`${ROOT}node_modules/node/bin/node`)) {
    throw new SetUpError("Node 24 is missing from node_modules: run `npm ci` with install scripts allowed");
  }
  const missing = findMissingPrograms(needs.programs);
  if (missing.length > 0) await install(missing);
  if (needs.python !== undefined) await ensurePythonEnvironment(ROOT, needs.python);
  if (needs.lintsWorkflows) ensureActionlint(ROOT);
  for (const descriptor of needs.sparkJars ?? []) ensureSparkJar(ROOT, descriptor);
  if (needs.sparkJars !== undefined) ensureSparkClasses(ROOT);
}

async function install(missing) {
  if (canInstallPackages()) {
    await installPackages(missing.flatMap((program) => program.debianPackages));
    const stillMissing = findMissingPrograms(missing.map((program) => program.name));
    if (stillMissing.length > 0) throw new SetUpError(installHint(stillMissing));
    return;
  }
  // The platform can run its database in a container; a browser it cannot.
  const others = missing.filter((program) => program.name !== "database" || !hasDockerEngine());
  if (others.length > 0) throw new SetUpError(installHint(others));
}

try {
  await setUp(process.argv[2]);
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  console.error(`set-up: ${error.message}`);
  process.exitCode = 1;
}
