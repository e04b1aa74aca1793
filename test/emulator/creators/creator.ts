import type * as pulumi from "@pulumi/pulumi";
import { ACCOUNT, REGION } from "../clients";

/** What the provider would have answered, and how the resource is taken away again. */
export interface Created {
  readonly id: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** Not given where the resource goes with the one that it belongs to. */
  readonly remove?: () => Promise<unknown>;
}

/** Makes a resource on the emulator from its plain inputs. */
export type Creator = (inputs: Readonly<Record<string, unknown>>) => Promise<Created>;

/** A creator that is typed by the resource's own arguments. Each resource of the program gives its own name. */
export function creator<Args>(create: (inputs: pulumi.Unwrap<Args>) => Promise<Created>): Creator {
  return (inputs) => create(inputs as pulumi.Unwrap<Args>);
}

/** An id that came as an id or, from Pulumi's types, perhaps as something else. */
export function text<T extends string = string>(value: unknown): T {
  if (typeof value !== "string") throw new Error(`a text was expected, not ${JSON.stringify(value)}`);
  return value as T;
}

export function json(document: unknown): string {
  return typeof document === "string" ? document : JSON.stringify(document);
}

export function arnOf(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
}

/** Their keys are the user's and not the API's. */
const KEYED_BY_USER = new Set(["parameters", "connectionProperties", "defaultArguments", "variables"]);

/** Pulumi's camelCase inputs as the API's PascalCase ones. */
export function pascal<T>(value: unknown): T {
  if (Array.isArray(value)) return value.map((item: unknown) => pascal(item)) as T;
  if (typeof value !== "object" || value === null) return value as T;
  const members = Object.entries(value).map(([key, item]) => [
    `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
    KEYED_BY_USER.has(key) ? (item as unknown) : pascal(item),
  ]);
  return Object.fromEntries(members) as T;
}
