/** What is printed in place of a secret; the engine's own word. */
export const HIDDEN = "[secret]";

/** Marks a special value of the engine: https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/runtime/rpc.ts */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Stands for a value that is known only after deployment (same source). */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const SECRET_NAME = /pass(word|wd|phrase)|pwd|secret|token|credential|(private|api|access|auth)_?key/i;

export function isMarkedSecret(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && Reflect.get(value, SIGNATURE) === SECRET;
}

/** Whether nothing of the value can be told because it is secret, however the engine or a person marked it. */
export function isSecret(value: unknown): boolean {
  return value === HIDDEN || isMarkedSecret(value);
}

export function isUnknown(value: unknown): boolean {
  return typeof value === "string" && value.includes(UNKNOWN);
}

/** Whether a property of this name holds a secret, e.g. `masterPassword`, `oauthToken`. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** The secret itself: as a value or, in a state that was written with `--show-secrets`, as JSON. */
export function openSecret(secret: Readonly<Record<string, unknown>>): unknown {
  if (typeof secret.plaintext !== "string") return secret.value;
  try {
    return JSON.parse(secret.plaintext);
  } catch {
    return secret.plaintext;
  }
}
