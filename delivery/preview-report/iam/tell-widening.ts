import { quote, quoteAll, type Sentence } from "../values/sentence";
import type { Condition, Patterns, Statement } from "./statement";
import type { Widening } from "./widening";

/** What a widening lets someone do, in words. */
export function tellWidening(widening: Widening): Sentence {
  const { kind, statement } = widening;
  const named: Sentence = statement.sid === "" ? ["a statement"] : ["statement ", quote(statement.sid)];
  if (kind === "refusal-gone")
    return ["no longer **denies** as before: ", ...tellStatement(statement), " (", ...named, ")"];
  const gains = kind === "widened" ? tellGains(widening) : [];
  if (gains.length === 0) return ["new, ", ...named, ": ", ...tellStatement(statement)];
  return ["widened, ", ...named, ": ", ...gains, "; it now allows ", ...tellStatement(statement)];
}

function tellGains({ statement, actions, resources, principals, lostConditions }: Widening): Sentence {
  const gain = (what: string, of: Patterns, values: readonly string[]): Sentence[] =>
    values.length > 0 ? [[`${of.isExcept ? "fewer excepted " : "+ "}${what} `, ...quoteAll(values)]] : [];
  return join(
    [
      ...gain("actions", statement.actions, actions),
      ...gain("resources", statement.resources, resources),
      ...gain("principals", statement.principals, principals),
      ...lostConditions.map((condition): Sentence => ["− condition ", ...tellCondition(condition)]),
    ],
    ", ",
  );
}

/** Actions, resources, principals and conditions of a statement. */
function tellStatement({ actions, resources, principals, conditions }: Statement): Sentence {
  const isOfIdentity = principals.values.every((value) => value === "");
  const isOfItself = resources.values.every((value) => value === "");
  return [
    ...tellPatterns(actions),
    ...(isOfItself ? [] : [" on ", ...tellPatterns(resources)]),
    ...(isOfIdentity ? [] : [" by ", ...tellPatterns(principals)]),
    ...(conditions.length > 0
      ? [" where ", ...join(conditions.slice(0, 4).map(tellCondition), " and ")]
      : []),
    ...(conditions.length > 4 ? [` and ${conditions.length - 4} more conditions`] : []),
  ];
}

function tellPatterns({ isExcept, values }: Patterns): Sentence {
  return [...(isExcept ? ["everything except "] : []), ...quoteAll(values)];
}

function tellCondition({ operator, key, values }: Condition): Sentence {
  return [quote(`${operator} ${key}`), " ", ...quoteAll(values, 4)];
}

function join(sentences: readonly Sentence[], between: string): Sentence {
  return sentences.flatMap((sentence, i) => (i === 0 ? sentence : [between, ...sentence]));
}
