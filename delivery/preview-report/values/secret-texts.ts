import { HIDDEN, isMarkedSecret, isSecretName, openSecret } from "./secrecy";

/** Shorter texts would be found by accident in others. */
const SHORTEST = 4;
const SHORTEST_BY_NAME = 8;

/** Texts that look like credentials wherever they stand. */
const PATTERNS: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /\bgh[a-z]_[A-Za-z0-9]{20,}\b/g,
];

/** Between `//` and `@` of an address: user and password. */
const USER_OF_ADDRESS = /(:\/\/)[^/\s@]+:[^/\s]*@/g;

/** `password=…` and the like inside a longer text. */
const ASSIGNMENT =
  /\b([\w-]*(?:password|passwd|pwd|secret|token)[\w-]*["']?\s*[=:]\s*["']?)([^\s"'&,;}]{3,})/gi;

/** The secrets of a preview, gathered while it is read, so that they are hidden wherever else they stand. */
export class SecretTexts {
  readonly #texts = new Set<string>();

  /** Gathers what is marked as secret anywhere in a value, and what stands under the name of a secret. */
  gather(value: unknown, name = ""): void {
    if (isMarkedSecret(value)) this.#add(openSecret(value), SHORTEST);
    else if (Array.isArray(value)) for (const item of value) this.gather(item, name);
    else if (typeof value === "object" && value !== null)
      for (const [key, item] of Object.entries(value)) this.gather(item, key);
    else if (isSecretName(name) && !/(arn|name|id)$/i.test(name)) this.#add(value, SHORTEST_BY_NAME);
  }

  /** The text with every secret in it replaced. */
  hide(text: string): string {
    let hidden = text;
    // The longest first: one secret may begin with another.
    for (const secret of [...this.#texts].sort((a, b) => b.length - a.length))
      if (hidden.includes(secret)) hidden = hidden.replaceAll(secret, HIDDEN);
    for (const pattern of PATTERNS) hidden = hidden.replace(pattern, HIDDEN);
    return hidden
      .replace(USER_OF_ADDRESS, `$1${HIDDEN}@`)
      .replace(ASSIGNMENT, (whole, head: string, value: string) =>
        value === HIDDEN ? whole : `${head}${HIDDEN}`,
      );
  }

  #add(value: unknown, shortest: number): void {
    if (typeof value === "string") {
      if (value.length >= shortest && value !== HIDDEN) this.#texts.add(value);
    } else if (typeof value === "number") this.#add(String(value), shortest);
    else if (typeof value === "object" && value !== null)
      for (const item of Object.values(value)) this.#add(item, shortest);
  }
}
