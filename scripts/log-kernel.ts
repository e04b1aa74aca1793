import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "..");
const COMPILER = join(ROOT, "node_modules/assemblyscript/bin/asc.js");
const SOURCE = "runtime/logs/kernel/assembly/index.ts";
/** No runtime of its own, as nothing is allocated; no checks of addresses beyond WebAssembly's own. */
const OPTIONS = [
  "-O3",
  "--converge",
  "--enable",
  "simd",
  "--runtime",
  "stub",
  "--noAssert",
  "--use",
  "abort=",
];

/** The WebAssembly of the log kernel: the same sources give the same bytes on every machine. */
export function compileLogKernel(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "careplus-kernel-"));
  try {
    const outFile = join(folder, "kernel.wasm");
    execFileSync(process.execPath, [COMPILER, SOURCE, "--outFile", outFile, ...OPTIONS], {
      cwd: ROOT,
      stdio: ["ignore", "ignore", "pipe"],
    });
    return readFileSync(outFile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
