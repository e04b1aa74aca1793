import { type StackSetting, stackFile } from "../infra/program";
import type { Clients } from "./clients";

/** The dev stack in the account's own network, with tickets in a MySQL that is there; everything that arrives is loaded. */
export async function emulatedStack({ ec2 }: Clients, mysqlPort: number): Promise<StackSetting> {
  const { Subnets = [] } = await ec2.describeSubnets({
    Filters: [{ Name: "default-for-az", Values: ["true"] }],
  });
  const setting = stackFile("dev", {
    "careplus:source": {
      kind: "existing",
      host: "127.0.0.1",
      port: mysqlPort,
      user: "reader",
      tls: "off",
    },
    "careplus:network": {
      kind: "existing",
      vpcId: Subnets[0]?.VpcId,
      subnets: Object.fromEntries(Subnets.map((subnet) => [subnet.AvailabilityZone, subnet.SubnetId])),
    },
  });
  return { ...setting, secrets: { "careplus:sourcePassword": "reader" } };
}
