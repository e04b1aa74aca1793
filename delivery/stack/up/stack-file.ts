import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "js-yaml";
import { CareplusError } from "../../../runtime/errors";
import type { StackConfig } from "../stack-engine";

/**
 * The configuration in `Pulumi.<stack>.yaml`.
 *
 * @throws CareplusError "no_stack_file" where there is none, or none that can be read
 */
export async function readStackFile(projectFolder: string, stack: string): Promise<StackConfig> {
  const name = `Pulumi.${stack}.yaml`;
  try {
    const file = load(await readFile(join(projectFolder, name), "utf8")) as { readonly config?: StackConfig };
    return file.config ?? {};
  } catch (error) {
    throw new CareplusError(
      "no_stack_file",
      `${name}, which short-lived stacks are copied from, cannot be read.`,
      {
        cause: error,
      },
    );
  }
}
