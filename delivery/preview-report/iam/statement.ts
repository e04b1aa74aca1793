import { member } from "../../../runtime/json-member";

/** One statement of a policy document, with lists where a single value may stand. */
export interface Statement {
  /** Empty where there is none. */
  readonly sid: string;
  readonly isAllow: boolean;
  /** Patterns; with `isExcept`, all but those. */
  readonly actions: Patterns;
  readonly resources: Patterns;
  /** `*`, `AWS:arn:…`, `Service:lambda.amazonaws.com`; one empty text in the policy of an identity. */
  readonly principals: Patterns;
  readonly conditions: readonly Condition[];
}

export interface Patterns {
  readonly isExcept: boolean;
  readonly values: readonly string[];
}

export interface Condition {
  /** E.g. `StringLike`. */
  readonly operator: string;
  /** E.g. `aws:SourceArn`. */
  readonly key: string;
  readonly values: readonly string[];
}

/** Statements of a document, as an object or as JSON text; undefined for what is no policy document. */
export function statementsOf(document: unknown): readonly Statement[] | undefined {
  const parsed = typeof document === "string" ? parse(document) : document;
  const statements = member(parsed, "Statement");
  if (statements === undefined) return undefined;
  return list(statements).map((statement) => ({
    sid: String(member(statement, "Sid") ?? ""),
    isAllow: member(statement, "Effect") === "Allow",
    actions: patterns(statement, "Action"),
    resources: patterns(statement, "Resource"),
    principals: principals(statement),
    conditions: conditions(member(statement, "Condition")),
  }));
}

function parse(text: string): unknown {
  // Spares the parsing of the many long texts that are no JSON.
  if (!/^\s*\{/.test(text) || !text.includes("Statement")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function patterns(statement: unknown, name: string): Patterns {
  const except = member(statement, `Not${name}`);
  if (except !== undefined) return { isExcept: true, values: list(except).map(String) };
  const values = list(member(statement, name)).map(String);
  // The policy of some resources (roles, topics) leaves the resource out: it is the one that has the policy.
  return { isExcept: false, values: values.length === 0 ? [""] : values };
}

function principals(statement: unknown): Patterns {
  const except = member(statement, "NotPrincipal");
  const principal = except ?? member(statement, "Principal");
  const isExcept = except !== undefined;
  if (principal === undefined) return { isExcept, values: [""] };
  if (typeof principal !== "object" || principal === null) return { isExcept, values: [String(principal)] };
  const values = Object.entries(principal).flatMap(([kind, names]) =>
    // `{ "AWS": "*" }` and `"*"` are the same.
    list(names).map((name) =>
      kind === "AWS" && name === "*" ? "*" : `${kind}:${accountRoot(kind, String(name))}`,
    ),
  );
  return { isExcept, values };
}

/** An account's number stands for its root. */
function accountRoot(kind: string, name: string): string {
  return kind === "AWS" && /^\d{12}$/.test(name) ? `arn:aws:iam::${name}:root` : name;
}

function conditions(condition: unknown): readonly Condition[] {
  return entries(condition).flatMap(([operator, keys]) =>
    entries(keys).map(([key, values]) => ({
      operator,
      key: key.toLowerCase(),
      values: list(values).map(String),
    })),
  );
}

function entries(value: unknown): readonly [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
