import * as pulumi from "@pulumi/pulumi";
import * as aws from "./aws";
import { bundleHandler } from "./bundle";
import { type RoleStatements, ServiceRole, statementsOf } from "./iam/service-role";
import { type Allow, allow } from "./iam/statement";
import { createLogGroup } from "./log-group";
import { NODE_OPTIONS } from "./node-options";
import type { Platform } from "./platform";

export interface MagicFunctionArgs {
  readonly platform: Platform;
  /** Encrypts its environment and its log. */
  readonly key: aws.kms.Key;
  /** File of `runtime/handlers`, without its ending; it exports `handler`. */
  readonly handler: string;
  readonly description: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** Room in /tmp; 512 where it is not given. */
  readonly temporaryStorageMb?: number;
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** What the handler does, beside writing its log. */
  readonly statements: RoleStatements;
  /** How many may run at once; 1 makes a function that never overlaps itself. */
  readonly reservedConcurrency?: number;
}

/**
 * A Lambda function whose code is this repository's: a closure that only requires the bundled handler. It has its own
 * role, and a log group that was there before it.
 */
export class MagicFunction extends pulumi.ComponentResource {
  readonly function: aws.lambda.CallbackFunction<unknown, unknown>;
  readonly role: ServiceRole;
  readonly logGroup: aws.cloudwatch.LogGroup;
  readonly arn: pulumi.Output<string>;
  readonly functionName: string;

  constructor(name: string, args: MagicFunctionArgs, opts: pulumi.ComponentResourceOptions) {
    super("careplus:function:MagicFunction", name, {}, opts);
    const { platform, key } = args;
    this.functionName = platform.naming.name(name);
    this.logGroup = createLogGroup(platform, name, `/aws/lambda/${this.functionName}`, key, this);
    this.role = new ServiceRole(
      name,
      {
        roleName: this.functionName,
        service: "lambda.amazonaws.com",
        statements: (role) => [...statementsOf(args.statements, role), writeLog(this.logGroup.arn)],
      },
      { parent: this },
    );
    // Not named `path`: where that is a global, as in `node --eval`, the serialiser would leave it out of the closure.
    const { path: bundlePath, excludedPackages } = bundleHandler(args.handler);
    this.function = new aws.lambda.CallbackFunction<unknown, unknown>(
      name,
      {
        name: this.functionName,
        description: args.description,
        // The closure captures the path alone, a plain value.
        callbackFactory: () => require(`./${bundlePath}`).handler,
        codePathOptions: {
          extraIncludePaths: [`./${bundlePath}`],
          extraExcludePackages: [...excludedPackages],
        },
        role: this.role.readyArn,
        runtime: "nodejs24.x",
        architectures: ["arm64"],
        timeout: args.timeoutSeconds,
        memorySize: args.memoryMb,
        ...(args.temporaryStorageMb !== undefined && { ephemeralStorage: { size: args.temporaryStorageMb } }),
        environment: { variables: { NODE_OPTIONS, ...args.environment } },
        kmsKeyArn: key.arn,
        loggingConfig: { logFormat: "JSON", logGroup: this.logGroup.id },
        ...(args.reservedConcurrency !== undefined && {
          reservedConcurrentExecutions: args.reservedConcurrency,
        }),
      },
      { parent: this, dependsOn: this.logGroup },
    );
    this.arn = this.function.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

function writeLog(logGroupArn: pulumi.Output<string>): Allow {
  return allow(
    "WriteLog",
    ["logs:CreateLogStream", "logs:PutLogEvents"],
    [pulumi.interpolate`${logGroupArn}:*`],
  );
}
