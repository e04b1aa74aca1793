import type * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";

/** Lets the members of one group open connections to those of another, seen from both sides. */
export function allowTcp(
  name: string,
  {
    from,
    to,
    port,
  }: { readonly from: aws.ec2.SecurityGroup; readonly to: aws.ec2.SecurityGroup; readonly port: number },
  parent: pulumi.Resource,
): void {
  const tcp = { ipProtocol: "tcp", fromPort: port, toPort: port };
  new aws.vpc.SecurityGroupIngressRule(
    name,
    { ...tcp, description: name, securityGroupId: to.id, referencedSecurityGroupId: from.id },
    { parent },
  );
  new aws.vpc.SecurityGroupEgressRule(
    name,
    { ...tcp, description: name, securityGroupId: from.id, referencedSecurityGroupId: to.id },
    { parent },
  );
}

/** https://docs.aws.amazon.com/glue/latest/dg/setup-vpc-for-glue-access.html: all TCP ports, to and from itself. */
export function allowSelf(group: aws.ec2.SecurityGroup, parent: pulumi.Resource): void {
  const rule = {
    description: "Glue workers among themselves",
    ipProtocol: "tcp",
    fromPort: 0,
    toPort: 65_535,
    securityGroupId: group.id,
    referencedSecurityGroupId: group.id,
  };
  new aws.vpc.SecurityGroupIngressRule("glue-self", rule, { parent });
  new aws.vpc.SecurityGroupEgressRule("glue-self", rule, { parent });
}

/** Lets the members of a group call any HTTPS server that their routes lead to. */
export function allowHttpsOut(name: string, group: aws.ec2.SecurityGroup, parent: pulumi.Resource): void {
  new aws.vpc.SecurityGroupEgressRule(
    name,
    {
      description: "S3 and APIs",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: "0.0.0.0/0",
      securityGroupId: group.id,
    },
    { parent },
  );
}
