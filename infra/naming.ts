import { interpolate, type Output, RunError } from "@pulumi/pulumi";
import * as aws from "./aws";
import { PROJECT, stackNameFault } from "./stack-name";

/**
 * The stack's name, which is part of every physical name.
 *
 * @throws RunError when names made with it would be refused by AWS
 */
export function requireStackName(stack: string): string {
  const fault = stackNameFault(stack);
  if (fault !== undefined) throw new RunError(fault);
  return stack;
}

/** Where the stack is deployed, as AWS answers. */
export interface Cloud {
  readonly region: string;
  readonly partition: Output<string>;
  readonly accountId: Output<string>;
}

/** The one place where physical names and ARNs are made. */
export class Naming {
  readonly cloud: Cloud;

  constructor(
    private readonly stack: string,
    region: string,
  ) {
    this.cloud = {
      region,
      partition: aws.getPartitionOutput().partition,
      accountId: aws.getCallerIdentityOutput().accountId,
    };
  }

  /** `careplus-<stack>-<role>`: unique in the account and region. */
  name(role: string): string {
    return `${PROJECT}-${this.stack}-${role}`;
  }

  /** `careplus-<stack>-<role>-<account>`: unique in the world. */
  bucket(role: string): Output<string> {
    return interpolate`${this.name(role)}-${this.cloud.accountId}`;
  }

  /** Name of an SQL-like identifier, where hyphens must not be: `careplus_<stack>`. */
  get identifier(): string {
    return `${PROJECT}_${this.stack}`.replaceAll("-", "_");
  }

  /** ARN of something in this account and region. */
  arn(service: string, resource: Output<string> | string): Output<string> {
    return interpolate`arn:${this.cloud.partition}:${service}:${this.cloud.region}:${this.cloud.accountId}:${resource}`;
  }
}
