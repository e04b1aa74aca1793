import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Lets a Spark session archive the classes it loads, once, so that later ones begin faster. They run without it, too. */
export function ensureSparkClasses(root) {
  const environment = join(root, ".venv");
  if (existsSync(join(environment, "spark-classes.jsa"))) return;

  console.log("set-up: archiving Spark's classes");
  const python = join(environment, "bin", "python");
  const { status } = spawnSync(python, [join(root, "local/spark/archive_classes.py")], { stdio: "ignore" });
  if (status !== 0) console.log("set-up: this Java could not archive them; Spark's sessions begin slower");
}
