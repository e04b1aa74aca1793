import { type Allow, allow } from "../iam/statement";
import type { Naming } from "../naming";
import { PROJECT } from "../stack-name";
import type { Environment } from "./environments";

/**
 * Passwords that Aurora and Redshift make, rotate and keep in secrets of their own, with the rights of whoever makes
 * the database; a smoke test asks MySQL with them.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html
 * https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-secrets-manager-integration.html
 */
export function managedPasswords({ stacks }: Environment, naming: Naming): readonly Allow[] {
  const name = `${PROJECT}-${stacks}-*`;
  // RDS names a secret by a number that it draws; its tags name the cluster.
  const ofRds = [naming.arn("secretsmanager", "secret:rds!cluster-*")];
  return [
    allow("MakePasswords", ["secretsmanager:CreateSecret", "secretsmanager:TagResource"], ofRds),
    allow("ReadPasswords", ["secretsmanager:GetSecretValue"], ofRds, {
      StringLike: { "aws:ResourceTag/aws:rds:primaryDBClusterArn": naming.arn("rds", `cluster:${name}`) },
    }),
    allow(
      "WarehousePasswords",
      ["secretsmanager:*"],
      [naming.arn("secretsmanager", `secret:redshift!${name}`)],
    ),
    allow("DrawPasswords", ["secretsmanager:GetRandomPassword"], ["*"]),
  ];
}
