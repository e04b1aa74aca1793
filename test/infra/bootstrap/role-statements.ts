import { isActionCovered, isCovered } from "../../../delivery/preview-report/iam/cover";
import { programOf } from "../../../delivery/program/recorded-program";

export interface RoleStatement {
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

/** What the policies of a deploying environment's role allow. */
export async function roleStatements(environment: string): Promise<readonly RoleStatement[]> {
  const { resources } = await programOf({
    stack: "main",
    program: { project: "careplus-bootstrap", file: "infra/bootstrap/index.ts" },
    config: { "aws:region": "eu-central-1", "careplus-bootstrap:repository": "example/careplus" },
  });
  return resources
    .filter(
      ({ type, name }) => type === "aws:iam/rolePolicy:RolePolicy" && name.startsWith(`${environment}-`),
    )
    .flatMap(({ inputs }) => (JSON.parse(String(inputs.policy)) as { Statement: RoleStatement[] }).Statement);
}

export function isAllowed(statements: readonly RoleStatement[], action: string, arn: string): boolean {
  return statements.some(
    ({ Action, Resource }) =>
      Action.some((wide) => isActionCovered(action, wide)) && Resource.some((wide) => isCovered(arn, wide)),
  );
}
