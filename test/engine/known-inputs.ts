import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

const AWS = resolve(__dirname, "../../node_modules/@pulumi/aws");
/** What the engine itself adds to the inputs of a resource. */
const OF_THE_ENGINE = ["__defaults", "region"];

/**
 * The inputs of a resource that its type in @pulumi/aws does not know, or the type itself where that is unknown.
 * `aws:s3/bucket:Bucket` is described by `BucketArgs` in `s3/bucket.d.ts`.
 */
export function unknownInputs(type: string, inputs: readonly string[]): readonly string[] {
  const known = knownInputs(type);
  return known === undefined
    ? [type]
    : inputs.filter((name) => !known.has(name) && !OF_THE_ENGINE.includes(name));
}

function knownInputs(type: string): ReadonlySet<string> | undefined {
  const [, path, resource] = /^aws:(\w+\/\w+):(\w+)$/.exec(type) ?? [];
  const file = resolve(AWS, `${path}.d.ts`);
  if (path === undefined || !existsSync(file)) return undefined;
  const [, body = ""] =
    new RegExp(`interface ${resource}Args \\{([\\s\\S]*?)\\n\\}`).exec(readFileSync(file, "utf8")) ?? [];
  return new Set([...body.matchAll(/^ {4}(\w+)\??: /gm)].map(([, name = ""]) => name));
}
