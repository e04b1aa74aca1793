import { ComponentResource } from "@pulumi/pulumi";
import type { Platform } from "./platform";

/**
 * Stands for the whole platform when it is to be removed. It depends on all of it, so the engine would delete it first
 * and alone; where data is kept it is protected, so the removal ends there. Without it `pulumi destroy --skip-preview`
 * deletes everything around the protected resources before it comes to them.
 */
export class RemovalGuard extends ComponentResource {
  /** After all else of the platform: what is declared later, it does not guard. */
  constructor(name: string, platform: Platform) {
    // No child of the platform: it could not depend on that then.
    super(
      "careplus:platform:RemovalGuard",
      name,
      {},
      { dependsOn: platform, protect: platform.config.isDataKept },
    );
    this.registerOutputs({});
  }
}
