import type * as aws from "@pulumi/aws";
import type { Clients } from "../clients";
import { type Creator, creator, json, text } from "./creator";

/** Roles, policies and secrets. */
export function accessCreators({ iam, secrets }: Clients): Record<string, Creator> {
  return {
    "aws:iam/role:Role": creator<aws.iam.RoleArgs>(async (role) => {
      const RoleName = text(role.name);
      const { Role } = await iam.createRole({
        RoleName,
        AssumeRolePolicyDocument: json(role.assumeRolePolicy),
        MaxSessionDuration: role.maxSessionDuration,
      });
      return {
        id: RoleName,
        outputs: { arn: Role?.Arn, uniqueId: Role?.RoleId },
        remove: () => iam.deleteRole({ RoleName }),
      };
    }),
    "aws:iam/rolePolicy:RolePolicy": creator<aws.iam.RolePolicyArgs>(async (policy) => {
      // Of the program's policies each is its role's only one.
      const names = { RoleName: text(policy.role), PolicyName: text(policy.role) };
      await iam.putRolePolicy({ ...names, PolicyDocument: json(policy.policy) });
      return { id: `${names.RoleName}:${names.PolicyName}`, remove: () => iam.deleteRolePolicy(names) };
    }),
    "aws:iam/policy:Policy": creator<aws.iam.PolicyArgs>(async (policy) => {
      const { Policy } = await iam.createPolicy({
        PolicyName: policy.name,
        Description: policy.description,
        PolicyDocument: json(policy.policy),
      });
      const PolicyArn = text(Policy?.Arn);
      return { id: PolicyArn, outputs: { arn: PolicyArn }, remove: () => iam.deletePolicy({ PolicyArn }) };
    }),
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": creator<aws.iam.RolePolicyAttachmentArgs>(
      async (attachment) => {
        const pair = { RoleName: text(attachment.role), PolicyArn: text(attachment.policyArn) };
        await iam.attachRolePolicy(pair);
        return { id: `${pair.RoleName}-${pair.PolicyArn}`, remove: () => iam.detachRolePolicy(pair) };
      },
    ),
    "aws:secretsmanager/secret:Secret": creator<aws.secretsmanager.SecretArgs>(async (secret) => {
      const { ARN } = await secrets.createSecret({
        Name: secret.name,
        Description: secret.description,
        KmsKeyId: secret.kmsKeyId,
      });
      return {
        id: text(ARN),
        outputs: { arn: ARN },
        remove: () => secrets.deleteSecret({ SecretId: ARN, ForceDeleteWithoutRecovery: true }),
      };
    }),
    "aws:secretsmanager/secretVersion:SecretVersion": creator<aws.secretsmanager.SecretVersionArgs>(
      async (version) => {
        const put = await secrets.putSecretValue({
          SecretId: version.secretId,
          SecretString: version.secretString,
        });
        return {
          id: `${put.ARN}|${put.VersionId}`,
          outputs: { arn: put.ARN, versionId: put.VersionId },
        };
      },
    ),
  };
}
