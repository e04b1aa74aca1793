import { member } from "../../runtime/json-member";

/** A resource, recorded from the program or taken from a preview. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** The resources of a stack, by type. */
export class StackResources {
  readonly #byType = new Map<string, Resource[]>();

  constructor(readonly all: readonly Resource[]) {
    for (const resource of all) {
      const known = this.#byType.get(resource.type);
      if (known === undefined) this.#byType.set(resource.type, [resource]);
      else known.push(resource);
    }
  }

  ofType(type: string): readonly Resource[] {
    return this.#byType.get(type) ?? [];
  }

  has(type: string): boolean {
    return this.#byType.has(type);
  }

  named(type: string, name: string): Resource | undefined {
    return this.ofType(type).find((resource) => resource.name === name);
  }
}

/** A number somewhere in the inputs of a resource; the given one where it is not there or not known yet. */
export function numberAt(resource: Resource | undefined, path: readonly string[], otherwise: number): number {
  const found = path.reduce<unknown>(member, resource?.inputs);
  const value = typeof found === "string" && found.trim() !== "" ? Number(found) : found;
  return typeof value === "number" && Number.isFinite(value) ? value : otherwise;
}

export function textAt(resource: Resource | undefined, name: string): string {
  const found = resource?.inputs[name];
  return typeof found === "string" ? found : "";
}

export function listAt(resource: Resource | undefined, name: string): readonly unknown[] {
  const found = resource?.inputs[name];
  return Array.isArray(found) ? found : [];
}
