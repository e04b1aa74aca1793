import { expect } from "chai";
import { inputsOf, namesOf } from "./find";
import { type Declared, type ProgramRun, programOf, stackFile } from "./program";

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

describe("a network of the stack's own", () => {
  let dev: ProgramRun;

  before(async () => {
    dev = await programOf(stackFile("dev"));
  });

  it("has isolated subnets in three zones, no NAT, and a default group that lets nothing through", () => {
    const { tags: _, ...vpc } = inputsOf(dev, "awsx:ec2:Vpc").network ?? {};

    expect(vpc).to.deep.equal({
      cidrBlock: "10.20.0.0/20",
      availabilityZoneNames: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
      enableDnsHostnames: true,
      natGateways: { strategy: "None" },
      subnetSpecs: [{ type: "Isolated", name: "isolated" }],
      subnetStrategy: "Auto",
    });
    expect(inputsOf(dev, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").network).to.have.all.keys(
      "vpcId",
      "tags",
    );
  });

  it("reaches S3 by a gateway in every route table, and three APIs in the connection's zone", () => {
    const found = inputsOf(dev, "aws:ec2/vpcEndpoint:VpcEndpoint");

    const api = (name: string): object => ({
      vpcId: "vpc",
      serviceName: `com.amazonaws.eu-central-1.${name}`,
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: ["subnet-a"],
      securityGroupIds: ["SecurityGroup(endpoints).id"],
    });
    const gateway = {
      vpcId: "vpc",
      serviceName: "com.amazonaws.eu-central-1.s3",
      vpcEndpointType: "Gateway",
      routeTableIds: ["table-a", "table-b", "table-c"],
    };
    const withoutTags = Object.entries(found).map(([name, { tags: _, ...inputs }]) => [name, inputs]);
    expect(Object.fromEntries(withoutTags)).to.deep.equal({
      s3: gateway,
      glue: api("glue"),
      secretsmanager: api("secretsmanager"),
      logs: api("logs"),
    });
  });

  it("opens exactly these ports between its groups", () => {
    expect(rules(dev, INGRESS)).to.deep.equal([
      "SecurityGroup(endpoints).id tcp 443-443 SecurityGroup(glue).id",
      "SecurityGroup(glue).id tcp 0-65535 SecurityGroup(glue).id",
      "SecurityGroup(mysql).id tcp 3306-3306 SecurityGroup(glue).id",
      "SecurityGroup(warehouse).id tcp 5439-5439 SecurityGroup(warehouse-client).id",
    ]);
    expect(rules(dev, EGRESS)).to.deep.equal([
      "SecurityGroup(glue).id tcp 0-65535 SecurityGroup(glue).id",
      "SecurityGroup(glue).id tcp 3306-3306 SecurityGroup(mysql).id",
      "SecurityGroup(glue).id tcp 443-443 SecurityGroup(endpoints).id",
      "SecurityGroup(glue).id tcp 443-443 VpcEndpoint(s3).prefixListId",
      "SecurityGroup(warehouse).id tcp 443-443 VpcEndpoint(s3).prefixListId",
      "SecurityGroup(warehouse-client).id tcp 5439-5439 SecurityGroup(warehouse).id",
    ]);
  });

  it("logs what it refuses", () => {
    const { tags: _, ...flowLog } = inputsOf(dev, "aws:ec2/flowLog:FlowLog").network ?? {};

    expect(flowLog).to.deep.equal({
      vpcId: "vpc",
      trafficType: "REJECT",
      logDestination: "LogGroup(flow-log).arn",
      iamRoleArn: "Role(flow-log).arn",
    });
  });
});

describe("an existing network", () => {
  let prod: ProgramRun;

  before(async () => {
    prod = await programOf(stackFile("prod"));
  });

  it("is left as it is: no VPC, no endpoint, no flow log is made", () => {
    for (const type of [
      "awsx:ec2:Vpc",
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      "aws:ec2/flowLog:FlowLog",
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    ])
      expect(namesOf(prod, type), type).to.deep.equal([]);
  });

  it("gives its subnets to the warehouse and the first one to the Glue connection", () => {
    const workgroup = inputsOf(prod, "aws:redshiftserverless/workgroup:Workgroup").warehouse;
    const connection = inputsOf(prod, "aws:glue/connection:Connection").tickets;

    expect(workgroup?.subnetIds).to.deep.equal([
      "subnet-0123456789abcdef0",
      "subnet-0123456789abcdef1",
      "subnet-0123456789abcdef2",
    ]);
    expect(connection?.physicalConnectionRequirements).to.deep.equal({
      availabilityZone: "eu-central-1a",
      subnetId: "subnet-0123456789abcdef0",
      securityGroupIdLists: ["SecurityGroup(glue).id"],
    });
  });

  it("lets nobody in but group members, and out to HTTPS and MySQL", () => {
    expect(rules(prod, INGRESS)).to.deep.equal([
      "SecurityGroup(glue).id tcp 0-65535 SecurityGroup(glue).id",
      "SecurityGroup(warehouse).id tcp 5439-5439 SecurityGroup(warehouse-client).id",
    ]);
    expect(rules(prod, EGRESS)).to.deep.equal([
      "SecurityGroup(glue).id tcp 0-65535 SecurityGroup(glue).id",
      "SecurityGroup(glue).id tcp 3306-3306 0.0.0.0/0",
      "SecurityGroup(glue).id tcp 443-443 0.0.0.0/0",
      "SecurityGroup(warehouse).id tcp 443-443 0.0.0.0/0",
      "SecurityGroup(warehouse-client).id tcp 5439-5439 SecurityGroup(warehouse).id",
    ]);
  });
});

/** One line a rule: whose it is, protocol, ports, and the other side; sorted. */
function rules({ resources }: ProgramRun, type: string): string[] {
  const line = ({ inputs }: Declared): string => {
    const other = inputs.referencedSecurityGroupId ?? inputs.prefixListId ?? inputs.cidrIpv4;
    return `${inputs.securityGroupId} ${inputs.ipProtocol} ${inputs.fromPort}-${inputs.toPort} ${other}`;
  };
  return resources
    .filter((resource) => resource.type === type)
    .map(line)
    .sort();
}
