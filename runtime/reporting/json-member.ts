/** The text that an untyped JSON value has under these names, one inside the other; undefined when it has none. */
export function textMember(value: unknown, ...names: readonly string[]): string | undefined {
  const found = names.reduce(member, value);
  return typeof found === "string" ? found : undefined;
}

/** The list under a name; empty when there is none. */
export function listMember(value: unknown, name: string): readonly unknown[] {
  const found = member(value, name);
  return Array.isArray(found) ? found : [];
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
