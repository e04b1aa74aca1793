import { ComponentResource, type Resource } from "@pulumi/pulumi";
import { type PlatformConfig, readConfig } from "./config";
import { Naming } from "./naming";
import { requireSubnets } from "./network/existing-subnets";
import { platformTags, tagAll } from "./tags";

/**
 * The parent of all that a stack has, and what every component is given: the checked configuration, the maker of
 * names, and the tags that its children inherit.
 */
export class Platform extends ComponentResource {
  readonly config: PlatformConfig;
  readonly naming: Naming;

  constructor(name: string) {
    const config = readConfig();
    super(
      "careplus:platform:Platform",
      name,
      {},
      {
        transformations: [tagAll(platformTags(config))],
        // Everything waits for its parent, and the platform for what the account must have: nothing is made before.
        dependsOn: requireExisting(config),
      },
    );
    this.config = config;
    this.naming = new Naming(config.stack, config.region);
    this.registerOutputs({});
  }
}

/** Resolves to nothing, once AWS has confirmed what the configuration says is there. */
async function requireExisting({ network }: PlatformConfig): Promise<Resource[]> {
  if (network.kind === "existing") await requireSubnets(network);
  return [];
}
