import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { load } from "js-yaml";
import { CareplusError } from "../../runtime/errors";

const ROOT = resolve(__dirname, "../..");

/**
 * Region that a stack's file names.
 *
 * @throws CareplusError `unknown_region`
 */
export function regionOfStack(stack: string, folder: string = ROOT): string {
  const file = resolve(folder, `Pulumi.${stack}.yaml`);
  const settings = existsSync(file) ? (load(readFileSync(file, "utf8")) as StackFile | null) : undefined;
  const region = settings?.config?.["aws:region"];
  if (typeof region === "string") return region;
  throw new CareplusError(
    "unknown_region",
    `No Pulumi.${stack}.yaml here says where the stack is: name its region with --region.`,
  );
}

interface StackFile {
  readonly config?: Readonly<Record<string, unknown>>;
}
