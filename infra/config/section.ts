import { RunError } from "@pulumi/pulumi";
import { ConfigError } from "./config-error";

/** The values of one configuration key, or of one object below it, taken out one by one and checked. */
export class Section {
  private readonly left: Set<string>;

  /** @param path full key of the object, e.g. `careplus:network` */
  constructor(
    readonly path: string,
    private readonly values: Readonly<Record<string, unknown>>,
  ) {
    this.left = new Set(Object.keys(values).filter((name) => values[name] !== undefined));
  }

  /** The value as a section of its own, or undefined where there is none. */
  section(name: string): Section | undefined {
    const value = this.take(name);
    if (value === undefined) return undefined;
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new ConfigError(this.key(name), value, "an object");
    return new Section(this.key(name), value as Record<string, unknown>);
  }

  /** A text of that pattern; without `fallback` it must be there. */
  text(name: string, pattern: RegExp, allowed: string, fallback?: string): string {
    const value = this.take(name) ?? fallback;
    if (typeof value !== "string" || !pattern.test(value))
      throw new ConfigError(this.key(name), value, allowed);
    return value;
  }

  /** A text of that pattern, or undefined where there is none. */
  optionalText(name: string, pattern: RegExp, allowed: string): string | undefined {
    return this.values[name] === undefined ? undefined : this.text(name, pattern, allowed);
  }

  choice<Choice extends string>(name: string, choices: readonly Choice[], fallback?: Choice): Choice {
    const value = this.take(name) ?? fallback;
    const chosen = choices.find((choice) => choice === value);
    if (chosen === undefined)
      throw new ConfigError(
        this.key(name),
        value,
        `one of ${choices.map((choice) => `"${choice}"`).join(", ")}`,
      );
    return chosen;
  }

  /** One of the choices, or undefined where there is none. */
  optionalChoice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    return this.values[name] === undefined ? undefined : this.choice(name, choices);
  }

  /** A whole number from `least` to `most`. */
  integer(name: string, least: number, most: number, fallback?: number): number {
    const value = this.take(name) ?? fallback;
    const number = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
    if (typeof number !== "number" || !Number.isInteger(number) || number < least || number > most)
      throw new ConfigError(this.key(name), value, `a whole number from ${least} to ${most}`);
    return number;
  }

  /** A list of texts of that pattern. */
  texts(name: string, pattern: RegExp, allowed: string, fallback: readonly string[]): readonly string[] {
    const value = this.take(name) ?? fallback;
    if (!Array.isArray(value) || value.some((item) => typeof item !== "string" || !pattern.test(item)))
      throw new ConfigError(this.key(name), value, allowed);
    return value;
  }

  /** Names of the values that are there. */
  names(): readonly string[] {
    return Object.keys(this.values);
  }

  /** The names that nobody has asked for; a misspelt key must not be lost in silence. */
  requireNothingElse(known: string): void {
    // Its value is not shown: it may be a secret in the wrong place.
    for (const name of this.left) throw new RunError(`${this.key(name)} is unknown: known are ${known}.`);
  }

  key(name: string): string {
    return this.path.endsWith(":") ? `${this.path}${name}` : `${this.path}.${name}`;
  }

  private take(name: string): unknown {
    this.left.delete(name);
    return this.values[name];
  }
}
