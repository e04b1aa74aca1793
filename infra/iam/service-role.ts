import * as pulumi from "@pulumi/pulumi";
import * as aws from "../aws";
import { type Allow, type Condition, policyDocument } from "./statement";

export interface ServiceRoleArgs {
  /** Physical name. */
  readonly roleName: string;
  /** Who takes the role, e.g. `lambda.amazonaws.com`. */
  readonly service: string | readonly string[];
  /** Narrows who may take it, e.g. to this account. */
  readonly condition?: Condition;
  /** All that the role may do. */
  readonly statements: RoleStatements;
}

/** Statements of a role's policy; some name the role itself. */
export type RoleStatements = readonly Allow[] | ((role: aws.iam.Role) => readonly Allow[]);

export function statementsOf(statements: RoleStatements, role: aws.iam.Role): readonly Allow[] {
  return typeof statements === "function" ? statements(role) : statements;
}

/** A role that one service takes, with one policy of its own and nothing attached. */
export class ServiceRole extends pulumi.ComponentResource {
  readonly role: aws.iam.Role;
  readonly policy: aws.iam.RolePolicy;
  readonly arn: pulumi.Output<string>;
  /** ARN, given only once the policy is in force: what starts at once with the role would be refused without it. */
  readonly readyArn: pulumi.Output<string>;

  constructor(name: string, args: ServiceRoleArgs, opts: pulumi.ComponentResourceOptions) {
    super("careplus:iam:ServiceRole", name, {}, opts);
    this.role = new aws.iam.Role(
      name,
      { name: args.roleName, assumeRolePolicy: trust(args.service, args.condition) },
      { parent: this },
    );
    this.policy = new aws.iam.RolePolicy(
      name,
      { role: this.role.id, policy: policyDocument(statementsOf(args.statements, this.role)) },
      { parent: this },
    );
    this.arn = this.role.arn;
    this.readyArn = pulumi.all([this.role.arn, this.policy.id]).apply(([arn]) => arn);
    this.registerOutputs({ arn: this.arn });
  }
}

function trust(service: ServiceRoleArgs["service"], condition?: Condition): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: service },
        Action: "sts:AssumeRole",
        ...(condition && { Condition: condition }),
      },
    ],
  });
}
