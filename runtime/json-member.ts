/** Whether an untyped value is a JSON object: no list, and not null. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What an untyped value has under a name of its own; undefined when it has nothing there. */
export function member(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

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
