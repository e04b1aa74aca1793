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
  #longestFirst: readonly string[] | undefined;

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
    // One secret may begin with another.
    this.#longestFirst ??= [...this.#texts].sort((a, b) => b.length - a.length);
    for (const secret of this.#longestFirst)
      if (hidden.includes(secret)) hidden = hidden.replaceAll(secret, HIDDEN);
    for (const pattern of PATTERNS) hidden = hidden.replace(pattern, HIDDEN);
    return hidden
      .replace(USER_OF_ADDRESS, `$1${HIDDEN}@`)
      .replace(ASSIGNMENT, (whole, head: string, value: string) =>
        value === HIDDEN ? whole : `${head}${HIDDEN}`,
      );
  }

  #add(value: unknown, shortest: number): void {
    this.#longestFirst = undefined;
    if (typeof value === "string") {
      if (value.length >= shortest && value !== HIDDEN)
        for (const form of formsOf(value)) this.#texts.add(form);
    } else if (typeof value === "number") this.#add(String(value), shortest);
    else if (typeof value === "object" && value !== null)
      for (const item of Object.values(value)) this.#add(item, shortest);
  }
}

/** The text as it stands by itself, inside JSON, inside an address, and as HTTP's basic credentials or a user script. */
function formsOf(secret: string): readonly string[] {
  const base64 = Buffer.from(secret, "utf8").toString("base64");
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret.toWellFormed()), base64];
}
