/** A statement of an IAM or resource policy, with lists where a single value may stand. */
export interface PolicyStatement {
  readonly sid: string;
  readonly isAllow: boolean;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly hasPrincipal: boolean;
  readonly condition: Readonly<Record<string, unknown>> | undefined;
}

/** Reads a policy document as JSON text or as an object. A document that is not known yet has no statements. */
export function statementsOf(document: unknown): readonly PolicyStatement[] {
  const parsed: unknown = typeof document === "string" ? JSON.parse(document) : document;
  return list(field(parsed, "Statement")).map((statement) => ({
    sid: String(field(statement, "Sid") ?? "without Sid"),
    isAllow: field(statement, "Effect") === "Allow",
    actions: list(field(statement, "Action")).map(String),
    resources: list(field(statement, "Resource")).map(String),
    hasPrincipal: field(statement, "Principal") !== undefined,
    condition: field(statement, "Condition") as Record<string, unknown> | undefined,
  }));
}

/** Whether a document refuses everything that comes without TLS. */
export function refusesPlainText(document: unknown): boolean {
  return statementsOf(document).some(
    ({ isAllow, condition }) =>
      !isAllow && String(field(field(condition, "Bool"), "aws:SecureTransport")) === "false",
  );
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
