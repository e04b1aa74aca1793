import type {
  StackConfig,
  StackEngine,
  StackOutputs,
  StackSummary,
} from "../../../delivery/stack/stack-engine";
import { CareplusError } from "../../../runtime/errors";

/** A resource that an engine has made: how to delete it, and whether that was done. */
export interface Made {
  readonly name: string;
  readonly delete: () => Promise<unknown>;
}

interface Remembered {
  config: StackConfig;
  resources: Made[];
  outputs: StackOutputs;
}

/** A Pulumi engine in memory: it deletes for real, newest first, and keeps in mind what could not be deleted. */
export class RememberedEngine implements StackEngine {
  readonly stacks = new Map<string, Remembered>();
  readonly calls: string[] = [];
  /** Answers that come before the real work, in order: e.g. a fault for the first destroy. */
  readonly faults: CareplusError[] = [];
  /** What an `up` makes. */
  program: (config: StackConfig) => Promise<Made[]> = async () => [];

  know(stack: string, config: StackConfig, resources: readonly Made[] = []): void {
    this.stacks.set(stack, { config, resources: [...resources], outputs: {} });
  }

  async list(): Promise<StackSummary[]> {
    return [...this.stacks].map(([name, { resources }]) => ({ name, resourceCount: resources.length }));
  }

  async config(stack: string): Promise<StackConfig | undefined> {
    return this.stacks.get(stack)?.config;
  }

  async create(stack: string): Promise<void> {
    this.calls.push(`create ${stack}`);
    this.know(stack, {});
  }

  async configure(stack: string, config: StackConfig): Promise<void> {
    this.calls.push(`configure ${stack}`);
    const known = this.find(stack);
    known.config = { ...known.config, ...config };
  }

  async up(stack: string): Promise<StackOutputs> {
    this.calls.push(`up ${stack}`);
    const fault = this.faults.shift();
    if (fault !== undefined) throw fault;
    const known = this.find(stack);
    known.resources = await this.program(known.config);
    return known.outputs;
  }

  async outputs(stack: string): Promise<StackOutputs> {
    return this.find(stack).outputs;
  }

  async destroy(stack: string): Promise<void> {
    this.calls.push(`destroy ${stack}`);
    const fault = this.faults.shift();
    if (fault !== undefined) throw fault;
    const known = this.find(stack);
    const failures: string[] = [];
    const left: Made[] = [];
    for (const resource of known.resources.toReversed()) {
      try {
        await resource.delete();
      } catch (error) {
        if (error instanceof Error && /NotFound|NoSuch/.test(error.name)) continue;
        failures.push(`${resource.name} (${error instanceof Error ? error.name : error})`);
        left.unshift(resource);
      }
    }
    known.resources = left;
    if (failures.length > 0)
      throw new CareplusError("destroy_failed", `${stack} is not destroyed: ${failures.join(", ")}.`);
  }

  async unlock(stack: string): Promise<void> {
    this.calls.push(`unlock ${stack}`);
  }

  async remove(stack: string): Promise<void> {
    this.calls.push(`remove ${stack}`);
    if (this.find(stack).resources.length > 0) throw new Error(`${stack} still has resources`);
    this.stacks.delete(stack);
  }

  private find(stack: string): Remembered {
    const known = this.stacks.get(stack);
    if (known === undefined) throw new Error(`no stack ${stack}`);
    return known;
  }
}
