/** A stack that Pulumi's backend knows. */
export interface StackSummary {
  readonly name: string;
  /** ISO 8601; absent where nothing was ever deployed. */
  readonly lastUpdate?: string;
  readonly resourceCount: number;
}

/** Configuration of a stack by full key (`careplus:load`): texts and objects. */
export type StackConfig = Readonly<Record<string, unknown>>;

/** What `pulumi stack output` gives, secrets opened. */
export type StackOutputs = Readonly<Record<string, unknown>>;

/** Hears each line of what an operation does. */
export type OnProgress = (line: string) => void;

/**
 * What these commands ask of Pulumi. Every method rejects with a CareplusError:
 * "no_pulumi" where the CLI is missing, "stack_locked" while another operation holds the stack,
 * "deployment_failed" and "destroy_failed" with the resources that failed, "pulumi_failed" for the rest.
 */
export interface StackEngine {
  list(): Promise<readonly StackSummary[]>;
  /** Undefined where there is no such stack. */
  config(stack: string): Promise<StackConfig | undefined>;
  create(stack: string): Promise<void>;
  configure(stack: string, config: StackConfig): Promise<void>;
  up(stack: string, onProgress: OnProgress): Promise<StackOutputs>;
  outputs(stack: string): Promise<StackOutputs>;
  /** Deletes the stack's resources as far as that goes; what is gone already is no fault. */
  destroy(stack: string, onProgress: OnProgress): Promise<void>;
  /** Ends an operation that was cut off and still holds the stack. */
  unlock(stack: string): Promise<void>;
  /** Forgets the stack, which has no resources any more, and its configuration. */
  remove(stack: string): Promise<void>;
}
