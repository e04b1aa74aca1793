import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { readWarehouseSql } from "../runtime/warehouse/warehouse-sql";

const ROOT = join(__dirname, "..");

/** A handler's code in one file, and how its archive is made. */
export interface Bundle {
  /** Path of the file from the project's root, which is also its path in the archive. */
  readonly path: string;
  /** The packages that a magic function would take along by itself: all that package.json names. */
  readonly excludedPackages: readonly string[];
}

/**
 * Bundles `runtime/handlers/<name>.ts` with all it imports into one file. The same sources give the same bytes from
 * any folder. The AWS SDK is left out: the Lambda runtime has it.
 */
export function bundleHandler(name: string): Bundle {
  const path = `dist/functions/${name}.js`;
  buildSync({
    absWorkingDir: ROOT,
    entryPoints: [`runtime/handlers/${name}.ts`],
    outfile: join(ROOT, path),
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
  return { path, excludedPackages: dependencies() };
}

function dependencies(): readonly string[] {
  const manifest: unknown = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  if (typeof manifest !== "object" || manifest === null || !("dependencies" in manifest)) return [];
  return Object.keys(manifest.dependencies ?? {});
}
