import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { policyDocument } from "../iam/statement";
import { platformTags, tagAll } from "../tags";
import type { BootstrapConfig } from "./bootstrap-config";
import { deployStatements } from "./deploy-statements";
import type { Environment } from "./environments";
import { keepOutOfData, readOwnSettings, readState } from "./read-statements";
import { writeState } from "./state-statements";
import type { StateStore } from "./state-store";

export interface DeliveryRolesArgs {
  readonly config: BootstrapConfig;
  readonly state: StateStore;
}

const ISSUER = "token.actions.githubusercontent.com";
const AUDIENCE = "sts.amazonaws.com";
/** A deployment of Redshift and Aurora takes up to an hour. */
const SESSION_SECONDS = { read: 3_600, deploy: 7_200 };

/** A role for each environment, which only jobs of that environment of the repository can take, by GitHub's tokens. */
export class DeliveryRoles extends pulumi.ComponentResource {
  readonly arns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, { config, state }: DeliveryRolesArgs) {
    const tags = platformTags({ stack: "delivery", owner: config.owner, isDataKept: true });
    super("careplus:bootstrap:DeliveryRoles", name, {}, { transformations: [tagAll(tags)] });
    const providerArn = config.identityProviderArn ?? this.createIdentityProvider();
    const arns = config.environments.map((environment): [string, pulumi.Output<string>] => [
      environment.name,
      this.createRole(environment, config, state, providerArn).arn,
    ]);
    this.arns = Object.fromEntries(arns);
    this.registerOutputs({ arns: this.arns });
  }

  private createIdentityProvider(): pulumi.Output<string> {
    const provider = new aws.iam.OpenIdConnectProvider(
      "github",
      { url: `https://${ISSUER}`, clientIdLists: [AUDIENCE] },
      { parent: this },
    );
    return provider.arn;
  }

  private createRole(
    environment: Environment,
    config: BootstrapConfig,
    state: StateStore,
    providerArn: pulumi.Input<string>,
  ): aws.iam.Role {
    const { name, access } = environment;
    const child = { parent: this };
    const role = new aws.iam.Role(
      name,
      {
        name: state.naming.name(name),
        description: `Taken by the environment ${name} of ${config.repository} on GitHub`,
        assumeRolePolicy: trustEnvironment(providerArn, config.repository, name),
        maxSessionDuration: SESSION_SECONDS[access],
      },
      child,
    );
    for (const [subject, policy] of policiesOf(environment, state))
      new aws.iam.RolePolicy(`${name}-${subject}`, { name: subject, role: role.name, policy }, child);
    if (access === "read")
      new aws.iam.RolePolicyAttachment(
        name,
        {
          role: role.name,
          policyArn: pulumi.interpolate`arn:${state.naming.cloud.partition}:iam::aws:policy/ReadOnlyAccess`,
        },
        child,
      );
    return role;
  }
}

/** Policies of an environment's role, by subject. */
function policiesOf(
  environment: Environment,
  state: StateStore,
): readonly (readonly [string, pulumi.Output<string>])[] {
  if (environment.access === "read")
    return [
      ["state", policyDocument(readState(environment, state))],
      ["settings", policyDocument(readOwnSettings(environment, state))],
      ["data", policyDocument(keepOutOfData(environment, state))],
    ];
  const subjects = [
    ["state", writeState(environment, state)] as const,
    ...deployStatements(environment, state.naming),
  ];
  return subjects.map(([subject, statements]) => [subject, policyDocument(statements)] as const);
}

/** The token names repository and environment; nothing in it can be chosen by who opens a pull request from a fork. */
export function trustEnvironment(
  providerArn: pulumi.Input<string>,
  repository: string,
  environment: string,
): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: providerArn },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            [`${ISSUER}:aud`]: AUDIENCE,
            [`${ISSUER}:sub`]: `repo:${repository}:environment:${environment}`,
          },
        },
      },
    ],
  });
}
