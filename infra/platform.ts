import { ComponentResource } from "@pulumi/pulumi";
import { type PlatformConfig, readConfig } from "./config";
import { Naming } from "./naming";
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
    super("careplus:platform:Platform", name, {}, { transformations: [tagAll(platformTags(config))] });
    this.config = config;
    this.naming = new Naming(config.stack, config.region);
    this.registerOutputs({});
  }
}
