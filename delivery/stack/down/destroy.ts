import { setTimeout as sleep } from "node:timers/promises";
import { CareplusError } from "../../../runtime/errors";
import type { Scope } from "../left-over/left-over";
import type { OnProgress, StackEngine } from "../stack-engine";
import { emptyBuckets } from "./empty-buckets";
import { sweep } from "./sweep";

export interface DestroyLimits {
  /** How long another operation may hold the stack before it is taken for one that was cut off. */
  readonly lockMs: number;
  readonly pollMs: number;
}

/** Once for what was ready, and again after what had stood in the way was removed. */
const ATTEMPTS = 3;

/**
 * Destroys the stack's resources. What comes in between, a late access log in a bucket or a network interface that is
 * detached late, is removed, and the rest destroyed again.
 *
 * @throws CareplusError "destroy_failed" when that changes nothing any more
 */
export async function destroyStack(
  engine: StackEngine,
  scope: Scope,
  limits: DestroyLimits,
  onProgress: OnProgress,
): Promise<void> {
  const { stack } = scope.names;
  for (let attempt = 1; ; attempt++) {
    try {
      await unlocked(engine, stack, limits, onProgress, () => engine.destroy(stack, onProgress));
      return;
    } catch (error) {
      if (!(error instanceof CareplusError) || error.code !== "destroy_failed") throw error;
      if (attempt === ATTEMPTS || !(await isObstacleRemoved(scope))) throw error;
      onProgress(`again, since what stood in the way is removed: ${error.message}`);
    }
  }
}

async function isObstacleRemoved(scope: Scope): Promise<boolean> {
  const { versions, deleteMarkers, uploads } = await emptyBuckets(scope);
  const { interfaces } = await sweep(scope);
  return versions + deleteMarkers + uploads + interfaces > 0;
}

/** Waits while another operation holds the stack; one that was killed holds it for ever, so that ends by cancelling it. */
async function unlocked(
  engine: StackEngine,
  stack: string,
  { lockMs, pollMs }: DestroyLimits,
  onProgress: OnProgress,
  work: () => Promise<void>,
): Promise<void> {
  for (const end = performance.now() + lockMs; ; ) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof CareplusError) || error.code !== "stack_locked") throw error;
      if (performance.now() >= end) break;
      await sleep(pollMs);
    }
  }
  onProgress(`${stack} is held by an operation that was cut off: cancelling it`);
  await engine.unlock(stack);
  await work();
}
