import { areConditionsMet, isActionCovered, isCovered, isPatternMet, isPrincipalCovered } from "./cover";
import type { Condition, Patterns, Statement } from "./statement";

/** Something that is allowed (or no longer denied) and was not before. */
export interface Widening {
  readonly kind: "added" | "widened" | "refusal-gone";
  readonly statement: Statement;
  /** Widened: what the nearest statement of before did not have. Added, refusal gone: all of the statement. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly principals: readonly string[];
  /** Conditions that no longer hold it back. */
  readonly lostConditions: readonly Condition[];
}

/** Above this many combinations of actions, resources and principals a statement is compared as a whole. */
const MOST_COMBINATIONS = 100_000;

/** What the statements of now allow that those of before did not, and what those of before denied and now nothing does. */
export function widenings(before: readonly Statement[], now: readonly Statement[]): readonly Widening[] {
  const denied = now.filter(({ isAllow }) => !isAllow);
  const allowed = before.filter(({ isAllow }) => isAllow);
  return [
    ...now
      .filter((statement) => statement.isAllow && !isMet(statement, allowed))
      .map((s) => tell(s, allowed)),
    ...before
      .filter((statement) => !statement.isAllow && !isMet(statement, denied))
      .map((statement) => ({ ...whole(statement), kind: "refusal-gone" as const })),
  ];
}

/** Whether each combination of action, resource and principal of the statement is in one of the others. */
function isMet(statement: Statement, others: readonly Statement[]): boolean {
  const { actions, resources, principals } = statement;
  const candidates = others.filter((other) => areConditionsMet(statement, other));
  const combinations = actions.values.length * resources.values.length * principals.values.length;
  if (combinations * candidates.length > MOST_COMBINATIONS)
    return candidates.some((other) => JSON.stringify(other) === JSON.stringify(statement));
  return principals.values.every((principal) => {
    const forPrincipal = candidates.filter((other) =>
      isPatternMet(principals, principal, other.principals, isPrincipalCovered),
    );
    return resources.values.every((resource) => {
      const forResource = forPrincipal.filter((other) =>
        isPatternMet(resources, resource, other.resources, isCovered),
      );
      return actions.values.every((action) =>
        forResource.some((other) => isPatternMet(actions, action, other.actions, isActionCovered)),
      );
    });
  });
}

function tell(statement: Statement, before: readonly Statement[]): Widening {
  const base = nearest(statement, before);
  if (base === undefined) return { ...whole(statement), kind: "added" };
  const lacks = (
    of: (s: Statement) => Patterns,
    covers: (narrow: string, wide: string) => boolean,
  ): string[] =>
    of(statement).values.filter((value) => !isPatternMet(of(statement), value, of(base), covers));
  return {
    kind: "widened",
    statement,
    actions: lacks((s) => s.actions, isActionCovered),
    resources: lacks((s) => s.resources, isCovered),
    principals: lacks((s) => s.principals, isPrincipalCovered),
    lostConditions: areConditionsMet(statement, base)
      ? []
      : base.conditions.filter(
          (condition) => !areConditionsMet(statement, { ...base, conditions: [condition] }),
        ),
  };
}

function whole(statement: Statement): Omit<Widening, "kind"> {
  return {
    statement,
    actions: statement.actions.values,
    resources: statement.resources.values,
    principals: statement.principals.values,
    lostConditions: [],
  };
}

/** The statement of before that this one comes from: the one of its name, or that with most actions in common. */
function nearest(statement: Statement, before: readonly Statement[]): Statement | undefined {
  const named = before.find(({ sid }) => sid !== "" && sid === statement.sid);
  if (named !== undefined) return named;
  const shared = (other: Statement): number =>
    other.actions.values.filter((action) => statement.actions.values.includes(action)).length;
  const [best] = [...before].sort((a, b) => shared(b) - shared(a));
  return best !== undefined && shared(best) > 0 ? best : undefined;
}
