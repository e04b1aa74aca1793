import * as pulumi from "@pulumi/pulumi";

/** How Pulumi marks a secret among the inputs of a resource. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** Inputs as plain values: secrets opened, resources as their ids, assets and archives as they came. */
export async function plainInputs(inputs: object): Promise<Record<string, unknown>> {
  return (await plain(inputs)) as Record<string, unknown>;
}

async function plain(value: unknown): Promise<unknown> {
  if (typeof value !== "object" || value === null || isAsset(value)) return value;
  if (pulumi.CustomResource.isInstance(value)) return new Promise((resolve) => value.id.apply(resolve));
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if (SIGNATURE in value) return plain(Reflect.get(value, "value"));
  const members = Object.entries(value).map(async ([key, item]) => [key, await plain(item)]);
  return Object.fromEntries(await Promise.all(members)) as unknown;
}

/** Pulumi's own tests for this narrow the type to nothing where they say no. */
function isAsset(value: object): boolean {
  return pulumi.asset.Asset.isInstance(value) || pulumi.asset.Archive.isInstance(value);
}
