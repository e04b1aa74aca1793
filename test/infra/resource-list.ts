import type { Declared } from "./program";

/** One line a resource: type, name, and `protected` where it is; in the order of types and names. */
export function resourceList(resources: readonly Declared[]): string {
  const lines = resources.map(
    ({ type, name, isProtected }) => `${type} ${name}${isProtected ? " protected" : ""}`,
  );
  return `${lines.sort().join("\n")}\n`;
}
