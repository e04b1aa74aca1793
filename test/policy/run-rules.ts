import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { RULES } from "../../policy/rules";

/** A resource as the engine shows it to the pack. */
export interface Subject {
  readonly type: string;
  readonly name: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly isProtected?: boolean;
  /** For each property, the resources that it was made from, each as `type name`. */
  readonly references?: Readonly<Record<string, readonly string[]>>;
}

/** Runs every rule of the pack; gives `rule: name: message` for each violation. */
export function violationsOf(subjects: readonly Subject[]): string[] {
  const found: string[] = [];
  const resources = subjects.map(resource);
  connect(subjects, resources);
  for (const rule of RULES) {
    if ("validateStack" in rule) {
      const args = {
        resources,
        getConfig: <T>() => ({}) as T,
        notApplicable: notApplicable,
        stackTags: new Map<string, string>(),
      };
      rule.validateStack(args, (message) => found.push(`${rule.name}: ${message}`));
    } else if ("validateResource" in rule) {
      for (const validate of [rule.validateResource ?? []].flat())
        for (const each of resources)
          void validate(each, (message) => found.push(`${rule.name}: ${each.name}: ${message}`));
    }
  }
  return found;
}

function resource({
  type,
  name,
  props,
  isProtected = false,
}: Subject): PolicyResource & ResourceValidationArgs {
  const opts = {
    protect: isProtected,
    ignoreChanges: [],
    aliases: [],
    additionalSecretOutputs: [],
    customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
  };
  return {
    type,
    name,
    props,
    opts,
    urn: `urn:pulumi:test::careplus::${type}::${name}`,
    dependencies: [],
    propertyDependencies: {},
    stackTags: new Map(),
    isType: () => false,
    asType: () => undefined,
    getConfig: <T>() => ({}) as T,
    notApplicable,
  } as unknown as PolicyResource & ResourceValidationArgs;
}

/** Gives each resource those that it refers to. */
function connect(subjects: readonly Subject[], resources: readonly PolicyResource[]): void {
  const byName = new Map(resources.map((each) => [`${each.type} ${each.name}`, each]));
  subjects.forEach(({ references = {} }, index) => {
    for (const [property, targets] of Object.entries(references)) {
      const known = targets.flatMap((target) => byName.get(target) ?? []);
      Object.assign(resources[index]?.propertyDependencies ?? {}, { [property]: known });
    }
  });
}

function notApplicable(reason?: string): never {
  throw new Error(reason ?? "not applicable");
}
