import type { Condition, Patterns, Statement } from "./statement";

/**
 * Whether everything that fits `narrow` fits `wide` too. Both are patterns in which `*` stands for any text and `?` for
 * one character. It errs on the side of no: a `*` of `narrow` is only ever met by a `*` of `wide`.
 */
export function isCovered(narrow: string, wide: string): boolean {
  let at = 0;
  let pattern = 0;
  let lastStar = -1;
  let resumeAt = 0;
  while (at < narrow.length) {
    if (wide[pattern] === "*") {
      lastStar = pattern;
      pattern += 1;
      resumeAt = at;
    } else if (wide[pattern] === narrow[at] || (wide[pattern] === "?" && narrow[at] !== "*")) {
      at += 1;
      pattern += 1;
    } else if (lastStar >= 0) {
      resumeAt += 1;
      at = resumeAt;
      pattern = lastStar + 1;
    } else return false;
  }
  return /^\**$/.test(wide.slice(pattern));
}

/** Action names are the same in any case. */
export function isActionCovered(narrow: string, wide: string): boolean {
  return isCovered(narrow.toLowerCase(), wide.toLowerCase());
}

/** An account's root stands for everyone whom the account lets. */
export function isPrincipalCovered(narrow: string, wide: string): boolean {
  if (wide === "*" || wide === narrow) return true;
  const account = /^AWS:(arn:[\w-]+:iam::\d{12}:)root$/.exec(wide)?.[1];
  return account !== undefined && narrow.startsWith(`AWS:${account}`);
}

/** One pattern of a statement against all of another. An exception (`NotAction`) is only met by one that takes out less. */
export function isPatternMet(
  narrow: Patterns,
  value: string,
  wide: Patterns,
  covers: (narrow: string, wide: string) => boolean,
): boolean {
  if (narrow.isExcept) {
    if (!wide.isExcept) return wide.values.includes("*");
    return wide.values.every((taken) => narrow.values.some((other) => covers(taken, other)));
  }
  if (wide.isExcept) return !wide.values.some((taken) => mayOverlap(taken, value));
  return wide.values.some((pattern) => covers(value, pattern));
}

/** Whether some text might fit both. It errs on the side of yes. */
function mayOverlap(one: string, other: string): boolean {
  const head = (pattern: string): string => (/^[^*?]*/.exec(pattern)?.[0] ?? "").toLowerCase();
  return head(one).startsWith(head(other)) || head(other).startsWith(head(one));
}

/** Whether whatever meets the conditions of `narrow` meets those of `wide`. */
export function areConditionsMet(narrow: Statement, wide: Statement): boolean {
  return wide.conditions.every((condition) =>
    narrow.conditions.some((other) => other.key === condition.key && isConditionMet(other, condition)),
  );
}

function isConditionMet(narrow: Condition, wide: Condition): boolean {
  // With `IfExists` a request without the key passes too, so the wider statement may have it alone.
  const isOperatorMet = narrow.operator === wide.operator || `${narrow.operator}IfExists` === wide.operator;
  if (!isOperatorMet) return false;
  if (wide.operator.includes("Not")) return wide.values.every((value) => narrow.values.includes(value));
  const covers = /Like|Arn/.test(wide.operator) ? isCovered : Object.is;
  return narrow.values.every((value) => wide.values.some((pattern) => covers(value, pattern)));
}
