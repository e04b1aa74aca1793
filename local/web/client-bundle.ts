import { join } from "node:path";
import { build } from "esbuild";

/** The text of what a page loads. */
export interface Bundle {
  readonly script: string;
  readonly style: string;
}

let bundle: Promise<Bundle> | undefined;

/** Bundles the client, once per process. */
export function loadBundle(): Promise<Bundle> {
  bundle ??= bundleClient();
  return bundle;
}

async function bundleClient(): Promise<Bundle> {
  const folder = join(__dirname, "client");
  const { outputFiles } = await build({
    entryPoints: [join(folder, "main.ts"), join(folder, "style", "style.css")],
    outdir: folder,
    loader: { ".woff2": "dataurl" },
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2022",
    logLevel: "silent",
  });
  const textOf = (ending: string): string =>
    outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
  return { script: textOf(".js"), style: textOf(".css") };
}
