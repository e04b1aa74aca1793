import { subject } from "./findings/finding";
import type { Effect, Step } from "./reading/step";
import { inputChanges, tellChange } from "./values/input-changes";
import { quoteAll, type Sentence } from "./values/sentence";

const MOST_CHANGES = 6;

/** How each effect is named in a list. */
const EFFECT_WORDS: Readonly<Record<Effect, string>> = {
  delete: "delete",
  replace: "replace",
  update: "update",
  create: "create",
  unknown: "unknown operation",
  none: "unchanged",
};

/** One line of the folded list: what happens to which resource, and which inputs change. */
export function tellStep(step: Step): Sentence {
  const head: Sentence = [`${EFFECT_WORDS[step.effect]} `, ...subject(step)];
  const changes = inputChanges(step);
  if (changes.length === 0)
    return step.differing.length > 0 ? [...head, ": ", ...quoteAll(step.differing, MOST_CHANGES)] : head;
  const told = changes.slice(0, MOST_CHANGES).flatMap((change) => ["; ", ...tellChange(change)]);
  const more = changes.length - MOST_CHANGES;
  return [...head, ": ", ...told.slice(1), ...(more > 0 ? [`; ${more} more`] : [])];
}
