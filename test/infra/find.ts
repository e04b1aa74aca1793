import type { Declared, ProgramRun } from "./program";

/** How expected values name a resource: `Bucket(raw)`. */
export function subjectOf({ type, name }: Declared): string {
  return `${type.slice(type.lastIndexOf(":") + 1)}(${name})`;
}

/** The one resource of that type and name. */
export function find({ resources }: ProgramRun, type: string, name: string): Declared {
  const found = resources.filter((resource) => resource.type === type && resource.name === name);
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new Error(`${found.length} resources are ${type} ${name}`);
  return only;
}

/** Names of all resources of that type, sorted. */
export function namesOf({ resources }: ProgramRun, type: string): string[] {
  return resources
    .filter((resource) => resource.type === type)
    .map(({ name }) => name)
    .sort();
}

/** Inputs of all resources of that type, by name. */
export function inputsOf({ resources }: ProgramRun, type: string): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    resources.filter((resource) => resource.type === type).map(({ name, inputs }) => [name, inputs]),
  );
}
