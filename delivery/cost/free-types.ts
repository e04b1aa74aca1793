import type { Resource } from "./resources";

/** Resource types that cost nothing by themselves, and why; what they cause is charged elsewhere in the table. */
export const FREE_TYPES: Readonly<Record<string, string>> = {
  "aws:athena/namedQuery:NamedQuery": "a saved text",
  "aws:budgets/budget:Budget": "a budget without actions",
  "aws:cloudwatch/eventTarget:EventTarget": "part of a rule",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "a setting",
  "aws:ec2/securityGroup:SecurityGroup": "a setting",
  "aws:glue/catalogDatabase:CatalogDatabase": "the first million objects of a catalogue",
  "aws:glue/catalogTable:CatalogTable": "the first million objects of a catalogue",
  "aws:glue/connection:Connection": "a setting",
  "aws:glue/crawler:Crawler": "charged by run, and runs are started by hand: 0.15 USD at least for each",
  "aws:glue/securityConfiguration:SecurityConfiguration": "a setting",
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": "IAM is free",
  "aws:iam/policy:Policy": "IAM is free",
  "aws:iam/role:Role": "IAM is free",
  "aws:iam/rolePolicy:RolePolicy": "IAM is free",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "IAM is free",
  "aws:kms/alias:Alias": "part of a key",
  "aws:lambda/invocation:Invocation": "one call at deployment",
  "aws:lambda/permission:Permission": "a setting",
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": "a setting",
  "aws:rds/subnetGroup:SubnetGroup": "a setting",
  "aws:s3/bucketLogging:BucketLogging": "a setting; its objects are small",
  "aws:s3/bucketNotification:BucketNotification": "a setting",
  "aws:s3/bucketObjectv2:BucketObjectv2": "kilobytes of code",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": "a setting",
  "aws:s3/bucketPolicy:BucketPolicy": "a setting",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "a setting",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": "a setting",
  "aws:s3/bucketVersioning:BucketVersioning": "a setting; old versions are deleted after days",
  "aws:secretsmanager/secretVersion:SecretVersion": "part of a secret",
  "aws:sns/topic:Topic": "a few mails a month",
  "aws:sns/topicPolicy:TopicPolicy": "a setting",
  "aws:sns/topicSubscription:TopicSubscription": "a few mails a month",
  "aws:sqs/queuePolicy:QueuePolicy": "a setting",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "a setting",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "a setting",
  // What awsx makes of its Vpc, seen in a preview; under mocks it stays one resource.
  "aws:ec2/route:Route": "a setting",
  "aws:ec2/routeTable:RouteTable": "a setting",
  "aws:ec2/routeTableAssociation:RouteTableAssociation": "a setting",
  "aws:ec2/subnet:Subnet": "a setting",
  "aws:ec2/vpc:Vpc": "a setting",
};

/** Components group resources and are nothing themselves; the engine's own types neither. A VPC of awsx may hide a gateway. */
export function isGrouping({ type, inputs }: Resource): boolean {
  if (type === "awsx:ec2:Vpc") return Reflect.get(Object(inputs.natGateways), "strategy") === "None";
  return type.startsWith("careplus:") || type.startsWith("pulumi:");
}
