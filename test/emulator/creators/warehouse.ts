import type * as aws from "@pulumi/aws";
import type { Clients } from "../clients";
import { type Creator, creator, text } from "./creator";

/** Redshift Serverless, and the network that it and Glue's jobs are in. */
export function warehouseCreators({ redshift, ec2 }: Clients): Record<string, Creator> {
  return {
    "aws:redshiftserverless/namespace:Namespace": creator<aws.redshiftserverless.NamespaceArgs>(
      async (args) => {
        const namespaceName = text(args.namespaceName);
        const { namespace } = await redshift.createNamespace({
          namespaceName,
          adminPasswordSecretKmsKeyId: args.adminPasswordSecretKmsKeyId,
          dbName: args.dbName,
          defaultIamRoleArn: args.defaultIamRoleArn,
          iamRoles: args.iamRoles,
          kmsKeyId: args.kmsKeyId,
          logExports: args.logExports?.map((name) => text<"userlog">(name)),
          manageAdminPassword: args.manageAdminPassword,
        });
        return {
          id: namespaceName,
          outputs: {
            arn: namespace?.namespaceArn,
            adminPasswordSecretArn: namespace?.adminPasswordSecretArn,
          },
          remove: () => redshift.deleteNamespace({ namespaceName }),
        };
      },
    ),
    "aws:redshiftserverless/workgroup:Workgroup": creator<aws.redshiftserverless.WorkgroupArgs>(
      async (args) => {
        const workgroupName = text(args.workgroupName);
        const { workgroup } = await redshift.createWorkgroup({
          workgroupName,
          namespaceName: args.namespaceName,
          baseCapacity: args.baseCapacity,
          configParameters: args.configParameters,
          enhancedVpcRouting: args.enhancedVpcRouting,
          maxCapacity: args.maxCapacity,
          port: args.port,
          publiclyAccessible: args.publiclyAccessible,
          securityGroupIds: args.securityGroupIds,
          subnetIds: args.subnetIds,
        });
        return {
          id: workgroupName,
          outputs: { arn: workgroup?.workgroupArn, endpoints: [workgroup?.endpoint] },
          remove: () => redshift.deleteWorkgroup({ workgroupName }),
        };
      },
    ),
    "aws:redshiftserverless/usageLimit:UsageLimit": creator<aws.redshiftserverless.UsageLimitArgs>(
      async (args) => {
        const { usageLimit } = await redshift.createUsageLimit({
          amount: args.amount,
          breachAction: text<"deactivate">(args.breachAction),
          period: text<"daily">(args.period),
          resourceArn: args.resourceArn,
          usageType: text<"serverless-compute">(args.usageType),
        });
        const usageLimitId = text(usageLimit?.usageLimitId);
        return { id: usageLimitId, remove: () => redshift.deleteUsageLimit({ usageLimitId }) };
      },
    ),
    "aws:ec2/securityGroup:SecurityGroup": creator<aws.ec2.SecurityGroupArgs>(async (group) => {
      const { GroupId } = await ec2.createSecurityGroup({
        GroupName: group.name,
        Description: group.description,
        VpcId: group.vpcId,
      });
      return { id: text(GroupId), remove: () => ec2.deleteSecurityGroup({ GroupId }) };
    }),
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule":
      creator<aws.vpc.SecurityGroupIngressRuleArgs>(async (rule) => {
        const GroupId = text(rule.securityGroupId);
        await ec2.authorizeSecurityGroupIngress({ GroupId, IpPermissions: [permission(rule)] });
        return { id: ruleId(GroupId, "in", rule) };
      }),
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": creator<aws.vpc.SecurityGroupEgressRuleArgs>(
      async (rule) => {
        const GroupId = text(rule.securityGroupId);
        await ec2.authorizeSecurityGroupEgress({ GroupId, IpPermissions: [permission(rule)] });
        return { id: ruleId(GroupId, "out", rule) };
      },
    ),
  };
}

interface Rule {
  readonly cidrIpv4?: string | undefined;
  readonly description?: string | undefined;
  readonly fromPort?: number | undefined;
  readonly ipProtocol: string;
  readonly referencedSecurityGroupId?: string | undefined;
  readonly toPort?: number | undefined;
}

/** A rule goes with its group. */
function permission(rule: Rule) {
  const { cidrIpv4: CidrIp, description: Description, referencedSecurityGroupId: GroupId } = rule;
  return {
    IpProtocol: rule.ipProtocol,
    FromPort: rule.fromPort,
    ToPort: rule.toPort,
    ...(CidrIp !== undefined && { IpRanges: [{ CidrIp, Description }] }),
    ...(GroupId !== undefined && { UserIdGroupPairs: [{ GroupId, Description }] }),
  };
}

function ruleId(groupId: string, direction: string, rule: Rule): string {
  return [groupId, direction, rule.ipProtocol, rule.fromPort, rule.description].join("-");
}
