import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { readWarehouseSql } from "../runtime/warehouse/warehouse-sql";

const ROOT = join(__dirname, "..");
const HANDLERS = "runtime/handlers";

/** A handler's code in one file, and how its archive is made. */
export interface Bundle {
  /** Path of the file from the project's root, which is also its path in the archive. */
  readonly path: string;
  /** The packages that a magic function would take along by itself: all that package.json names. */
  readonly excludedPackages: readonly string[];
}

let excludedPackages: readonly string[] | undefined;

/**
 * Gives `runtime/handlers/<name>.ts` with all it imports as one file. The first call bundles every handler: esbuild
 * starts a process of its own each time.
 */
export function bundleHandler(name: string): Bundle {
  if (excludedPackages === undefined) {
    bundleHandlers();
    excludedPackages = dependencies();
  }
  return { path: `dist/functions/${name}.js`, excludedPackages };
}

/** The same sources give the same bytes from any folder. The AWS SDK is left out: the Lambda runtime has it. */
function bundleHandlers(): void {
  buildSync({
    absWorkingDir: ROOT,
    entryPoints: readdirSync(join(ROOT, HANDLERS)).map((file) => `${HANDLERS}/${file}`),
    outdir: join(ROOT, "dist/functions"),
    bundle: true,
    platform: "node",
    target: "node24",
    format: "cjs",
    minify: true,
    legalComments: "none",
    external: ["@aws-sdk/*"],
    // Fields that a constructor sets are not declared once more: 200 bytes of the transformer's 64 KiB.
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
    define: { WAREHOUSE_SQL: JSON.stringify(JSON.stringify(readWarehouseSql(join(ROOT, "warehouse")))) },
    logLevel: "silent",
  });
}

function dependencies(): readonly string[] {
  const manifest: unknown = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  if (typeof manifest !== "object" || manifest === null || !("dependencies" in manifest)) return [];
  return Object.keys(manifest.dependencies ?? {});
}
