import { existsSync } from "node:fs";
import { join } from "node:path";
import { LocalWorkspace, type OutputMap, Stack } from "@pulumi/pulumi/automation";
import { CareplusError } from "../../../runtime/errors";
import type { OnProgress, StackConfig, StackEngine, StackOutputs, StackSummary } from "../stack-engine";
import { EngineListener } from "./engine-events";
import { pulumiFault } from "./pulumi-fault";

/** The stack whose key, in its file, encrypts the secrets of new ones, too: without one Pulumi asks for a passphrase. */
const STACK_WITH_KEY = "dev";

/** The Pulumi CLI, through its Automation API, on the program of one folder. */
export class AutomationEngine implements StackEngine {
  private opened: Promise<LocalWorkspace> | undefined;

  constructor(private readonly projectFolder: string) {}

  async list(): Promise<StackSummary[]> {
    const stacks = await this.ask("pulumi stack ls", (workspace) => workspace.listStacks());
    return stacks.map(({ name, lastUpdate, resourceCount = 0 }) => ({
      // Pulumi Cloud puts the organisation and the project before it.
      name: name.slice(name.lastIndexOf("/") + 1),
      resourceCount,
      ...(lastUpdate !== undefined && { lastUpdate }),
    }));
  }

  /** Of a stack that was brought up elsewhere the configuration is read from its last deployment. */
  async config(stack: string): Promise<StackConfig | undefined> {
    const known = (await this.list()).find(({ name }) => name === stack);
    if (known === undefined) return undefined;
    const isElsewhere = !this.isHere(stack) && known.lastUpdate !== undefined;
    const values: Readonly<Record<string, PrintedValue>> = await this.ask(
      `pulumi config of ${stack}`,
      (workspace) => (isElsewhere ? workspace.refreshConfig(stack) : workspace.getAllConfig(stack)),
    );
    return Object.fromEntries(
      Object.entries(values).map(([key, { value, objectValue }]) => [key, objectValue ?? value]),
    );
  }

  async create(stack: string): Promise<void> {
    const what = `pulumi stack init ${stack}`;
    await this.withSelectionKept(() => this.ask(what, (workspace) => workspace.createStack(stack)));
  }

  /** Into the stack's file, since the CLI's `config set` makes texts of objects. */
  async configure(stack: string, config: StackConfig): Promise<void> {
    await this.ask(`Pulumi.${stack}.yaml`, async (workspace) => {
      const settings = this.isHere(stack) ? await workspace.stackSettings(stack) : {};
      const { secretsProvider } = workspace;
      await workspace.saveStackSettings(stack, {
        // Where the stack was brought up elsewhere, its file is not here: Pulumi makes a new key by the same provider.
        ...(secretsProvider !== undefined && { secretsProvider }),
        ...settings,
        config: { ...settings.config, ...config },
      });
    });
  }

  async up(stack: string, onProgress: OnProgress): Promise<StackOutputs> {
    const outputs = await this.operate(stack, "deployment_failed", onProgress, async (handle, onEvent) => {
      const result = await handle.up({ onEvent, showSecrets: false });
      return result.outputs;
    });
    return plain(outputs);
  }

  async outputs(stack: string): Promise<StackOutputs> {
    return plain(
      await this.ask(`pulumi stack output of ${stack}`, (workspace) => workspace.stackOutputs(stack)),
    );
  }

  async destroy(stack: string, onProgress: OnProgress): Promise<void> {
    // What can be deleted is, whatever fails beside it: a second run then has less to do.
    await this.operate(stack, "destroy_failed", onProgress, (handle, onEvent) =>
      handle.destroy({ onEvent, continueOnError: true, showSecrets: false }),
    );
  }

  async unlock(stack: string): Promise<void> {
    await this.withSelectionKept(async () => {
      const handle = await this.ask(`pulumi stack of ${stack}`, (workspace) =>
        Stack.select(stack, workspace),
      );
      await this.ask(`pulumi cancel of ${stack}`, () => handle.cancel());
    });
  }

  async remove(stack: string): Promise<void> {
    await this.ask(`pulumi stack rm ${stack}`, (workspace) => workspace.removeStack(stack));
  }

  private isHere(stack: string): boolean {
    return existsSync(join(this.projectFolder, `Pulumi.${stack}.yaml`));
  }

  private async operate<Result>(
    stack: string,
    code: "deployment_failed" | "destroy_failed",
    onProgress: OnProgress,
    work: (handle: Stack, onEvent: EngineListener["hear"]) => Promise<Result>,
  ): Promise<Result> {
    const what = code === "destroy_failed" ? "destroyed" : "brought up";
    return this.withSelectionKept(async () => {
      const handle = await this.ask(`pulumi stack of ${stack}`, (workspace) =>
        Stack.select(stack, workspace),
      );
      const listener = new EngineListener(onProgress);
      try {
        return await work(handle, listener.hear);
      } catch (error) {
        const fault = pulumiFault(error, `${stack} is not ${what}`);
        if (fault.code !== "pulumi_failed") throw fault;
        const { failures } = listener;
        const message =
          failures.length === 0
            ? fault.message
            : `${stack} is not wholly ${what}: ${failures.length} failed, ${failures.join("; ")}.`;
        throw new CareplusError(code, message, { cause: error });
      }
    });
  }

  /** The API selects the stack it works on; a person's next `pulumi up` would then be of that one. */
  private async withSelectionKept<Result>(work: () => Promise<Result>): Promise<Result> {
    const selected = await this.ask("pulumi stack ls", (workspace) => workspace.stack());
    try {
      return await work();
    } finally {
      if (selected !== undefined)
        await this.ask("pulumi stack select", (workspace) => workspace.selectStack(selected.name));
    }
  }

  private async open(): Promise<LocalWorkspace> {
    const options = { workDir: this.projectFolder };
    const workspace = await LocalWorkspace.create(options);
    if (!this.isHere(STACK_WITH_KEY)) return workspace;
    const { secretsProvider } = await workspace.stackSettings(STACK_WITH_KEY);
    return secretsProvider === undefined ? workspace : LocalWorkspace.create({ ...options, secretsProvider });
  }

  private async ask<Result>(
    what: string,
    work: (workspace: LocalWorkspace) => Promise<Result>,
  ): Promise<Result> {
    try {
      this.opened ??= this.open();
      return await work(await this.opened);
    } catch (error) {
      throw pulumiFault(error, what);
    }
  }
}

/** What `pulumi config --json` prints of a value; the API's own type lacks the object. */
interface PrintedValue {
  readonly value: string;
  readonly objectValue?: unknown;
}

function plain(outputs: OutputMap): StackOutputs {
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value as unknown]));
}
