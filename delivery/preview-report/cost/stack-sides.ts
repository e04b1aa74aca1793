import type { Resource } from "../../cost/resources";
import type { Inputs, ResourceState, Step } from "../reading/step";

/** Longer texts are code or documents, which no price depends on. */
const LONGEST_TEXT = 1_000;

/** The stack before and after, as far as the preview lists it. */
export class StackSides {
  readonly #before = new Map<string, Resource>();
  readonly #after = new Map<string, Resource>();

  add(step: Step): void {
    if (step.before !== undefined) this.#before.set(step.urn, resourceOf(step, step.before));
    if (step.after !== undefined && step.effect !== "delete")
      this.#after.set(step.urn, resourceOf(step, step.after));
  }

  get before(): readonly Resource[] {
    return [...this.#before.values()];
  }

  get after(): readonly Resource[] {
    return [...this.#after.values()];
  }
}

function resourceOf({ name }: Step, { type, inputs }: ResourceState): Resource {
  return { type, name, inputs: slim(inputs) };
}

function slim(inputs: Inputs): Inputs {
  const { code: _code, environment: _environment, ...others } = inputs;
  return Object.fromEntries(
    Object.entries(others).filter(([, value]) => typeof value !== "string" || value.length <= LONGEST_TEXT),
  );
}
