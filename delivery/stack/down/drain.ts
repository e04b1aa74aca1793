import { setTimeout as sleep } from "node:timers/promises";
import type { Scope } from "../left-over/left-over";
import { type Work, workUnderWay } from "./work-under-way";

export interface DrainLimits {
  /** How long work may go on by itself. */
  readonly patienceMs: number;
  /** How long what was stopped may take to end. */
  readonly stoppingMs: number;
  readonly pollMs: number;
}

export interface Drained {
  /** What was stopped, because it did not end by itself in time. */
  readonly stopped: readonly string[];
  /** What had not ended when the patience was over: the stack is taken down under it. */
  readonly unfinished: readonly string[];
}

/** Waits until nothing is under way; what takes too long is stopped. */
export async function drain(scope: Scope, { patienceMs, stoppingMs, pollMs }: DrainLimits): Promise<Drained> {
  const patient = await untilQuiet(scope, patienceMs, pollMs);
  for (const { stop } of patient) await stop?.();
  const unfinished = patient.length === 0 ? [] : await untilQuiet(scope, stoppingMs, pollMs);
  const stopped = patient.filter(({ stop }) => stop !== undefined);
  return { stopped: stopped.map(({ what }) => what), unfinished: unfinished.map(({ what }) => what) };
}

/** What is still under way when time is over; nothing as soon as there is nothing. */
async function untilQuiet(scope: Scope, limitMs: number, pollMs: number): Promise<Work[]> {
  const end = performance.now() + limitMs;
  for (;;) {
    const work = await workUnderWay(scope);
    if (work.length === 0 || performance.now() >= end) return work;
    await sleep(pollMs);
  }
}
