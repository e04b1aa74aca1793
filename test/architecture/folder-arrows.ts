import { posix } from "node:path";
import ts from "typescript";

/** What a folder's code may import of ours, by folder (or sub-folder), and whether it may know Pulumi. */
interface Arrow {
  readonly from: string;
  readonly mayImport: readonly string[];
  readonly knowsPulumi: boolean;
}

/** README.md, "Where things are". A path is under the longest `from` that it begins with. */
const ARROWS: readonly Arrow[] = [
  { from: "index.ts", mayImport: ["infra"], knowsPulumi: true },
  { from: "infra", mayImport: ["infra", "runtime"], knowsPulumi: true },
  { from: "runtime", mayImport: ["runtime"], knowsPulumi: false },
  { from: "glue", mayImport: ["glue", "runtime/contracts"], knowsPulumi: false },
  // The error class is every package's base, so it counts as contract.
  { from: "warehouse", mayImport: ["warehouse", "runtime/contracts", "runtime/errors"], knowsPulumi: false },
  { from: "local", mayImport: ["local", "runtime", "warehouse"], knowsPulumi: false },
  { from: "policy", mayImport: ["policy"], knowsPulumi: true },
  // What a team does with the program: it looks at it from outside, so nothing imports it.
  { from: "delivery", mayImport: ["delivery", "infra", "runtime"], knowsPulumi: true },
];

/** Folders that are about all the others. */
const UNBOUND = ["test", "bench", "scripts", "docs"];

/** Each loads hundreds of services in every preview: docs/decisions/061-a-preview-in-seconds.md. */
const WHOLE_SDKS = ["@pulumi/aws", "@pulumi/awsx"];

/**
 * Imports of one source file that go against the arrows, one sentence each.
 *
 * @param file path from the project's root, with forward slashes
 * @param text the file's source: TypeScript or JavaScript
 */
export function violations(file: string, text: string): string[] {
  if (UNBOUND.some((folder) => isUnder(file, folder))) return [];
  const arrow = ARROWS.find(({ from }) => isUnder(file, from));
  if (arrow === undefined)
    return [`${file} is in a folder that has no arrow: add it to README.md and to this list`];
  return importsOf(text).flatMap((specifier) => {
    if (specifier.startsWith("@pulumi/") && !arrow.knowsPulumi)
      return [`${file} must not know Pulumi (${specifier})`];
    if (WHOLE_SDKS.includes(specifier) && isUnder(file, "infra"))
      return [`${file} must import services from infra/aws.ts, not all of ${specifier}`];
    if (!specifier.startsWith(".")) return [];
    const target = posix.join(posix.dirname(file), specifier);
    return arrow.mayImport.some((folder) => isUnder(target, folder))
      ? []
      : [`${file} must not import ${target}`];
  });
}

/** Module specifiers of every import, export-from, dynamic import and require. */
function importsOf(text: string): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

function isUnder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
