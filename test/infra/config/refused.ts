import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { setConfiguration } from "../../../delivery/program/program-run";
import { type PlatformConfig, readConfig } from "../../../infra/config";

export const REGION = { "aws:region": "eu-central-1" };
export const MANAGED = { ...REGION, "careplus:source": { kind: "managed" } };
export const EXISTING = { kind: "existing", host: "mysql.example", secretName: "careplus/mysql" };
export const NETWORK = {
  kind: "existing",
  vpcId: "vpc-0123456789abcdef0",
  subnets: {
    "eu-central-1a": "subnet-0123456789abcdef0",
    "eu-central-1b": "subnet-0123456789abcdef1",
    "eu-central-1c": "subnet-0123456789abcdef2",
  },
};

/** Configuration of a stack, as `Pulumi.<stack>.yaml` would hold it. */
export interface Setting {
  readonly stack?: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, string>>;
}

/** What the program makes of it. */
export async function read({ stack = "dev", config, secrets = {} }: Setting): Promise<PlatformConfig> {
  await pulumi.runtime.setMocks(
    { newResource: ({ name }) => ({ id: name, state: {} }), call: () => ({}) },
    "careplus",
    stack,
  );
  setConfiguration(config, secrets);
  return readConfig();
}

/** The sentence with which it is refused. */
export async function refusal(setting: Setting): Promise<string> {
  try {
    await read(setting);
  } catch (error) {
    expect(pulumi.RunError.isInstance(error), String(error)).to.equal(true);
    return (error as Error).message;
  }
  throw new Error("the configuration was accepted");
}

export type Refusal = readonly [what: string, setting: Setting, sentence: string];

/** A test for each wrong configuration: the program stops with exactly that sentence. */
export function refuses(refused: readonly Refusal[]): void {
  for (const [what, setting, sentence] of refused) {
    it(`with ${what} is refused in one sentence`, async () => {
      const message = await refusal(setting);

      expect(message).to.equal(sentence);
    });
  }
}
