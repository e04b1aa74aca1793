import { type StackSetting, stackFile } from "../infra/program";

/** The dev stack with tickets in a MySQL that is there; everything that arrives is loaded. */
export function emulatedStack(mysqlPort: number): StackSetting {
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
      vpcId: "vpc-0123456789abcdef0",
      subnets: {
        "eu-central-1a": "subnet-0123456789abcdef0",
        "eu-central-1b": "subnet-0123456789abcdef1",
        "eu-central-1c": "subnet-0123456789abcdef2",
      },
    },
  });
  return { ...setting, secrets: { "careplus:sourcePassword": "reader" } };
}
