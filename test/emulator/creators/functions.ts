import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { zipOf } from "../archive-zip";
import type { Clients } from "../clients";
import { type Creator, creator, pascal, text } from "./creator";

/** Functions, what feeds them and the state machine that calls them. */
export function functionCreators({ lambda, sfn }: Clients): Record<string, Creator> {
  return {
    "aws:lambda/function:Function": creator<aws.lambda.FunctionArgs>(async (args) => {
      const FunctionName = text(args.name);
      const { FunctionArn } = await lambda.createFunction({
        FunctionName,
        Description: args.description,
        Role: args.role,
        Runtime: text<"nodejs24.x">(args.runtime),
        Architectures: args.architectures?.map((name) => text<"arm64">(name)),
        Handler: args.handler,
        Timeout: args.timeout,
        MemorySize: args.memorySize,
        KMSKeyArn: args.kmsKeyArn,
        EphemeralStorage: pascal(args.ephemeralStorage),
        LoggingConfig: pascal(args.loggingConfig),
        Environment: pascal(args.environment),
        Code: { ZipFile: await zipOf(args.code as pulumi.asset.Archive) },
      });
      const ReservedConcurrentExecutions = args.reservedConcurrentExecutions;
      if (ReservedConcurrentExecutions !== undefined)
        await lambda.putFunctionConcurrency({ FunctionName, ReservedConcurrentExecutions });
      return {
        id: FunctionName,
        outputs: { arn: FunctionArn },
        remove: () => lambda.deleteFunction({ FunctionName }),
      };
    }),
    "aws:lambda/eventSourceMapping:EventSourceMapping": creator<aws.lambda.EventSourceMappingArgs>(
      async (args) => {
        const { UUID } = await lambda.createEventSourceMapping({
          EventSourceArn: args.eventSourceArn,
          FunctionName: args.functionName,
          BatchSize: args.batchSize,
          MaximumBatchingWindowInSeconds: args.maximumBatchingWindowInSeconds,
          FunctionResponseTypes: args.functionResponseTypes?.map((name) =>
            text<"ReportBatchItemFailures">(name),
          ),
          ScalingConfig: pascal(args.scalingConfig),
        });
        return {
          id: text(UUID),
          outputs: { uuid: UUID },
          remove: () => lambda.deleteEventSourceMapping({ UUID }),
        };
      },
    ),
    // The function really runs while the program is deployed; what it throws fails the deployment.
    "aws:lambda/invocation:Invocation": creator<aws.lambda.InvocationArgs>(async (args) => {
      const { FunctionError, Payload = new Uint8Array() } = await lambda.invoke({
        FunctionName: args.functionName,
        Payload: args.input,
      });
      const result = Buffer.from(Payload).toString();
      if (FunctionError !== undefined) throw new Error(result);
      return { id: text(args.functionName), outputs: { result } };
    }),
    "aws:sfn/stateMachine:StateMachine": creator<aws.sfn.StateMachineArgs>(async (args) => {
      const logging = args.loggingConfiguration;
      const { stateMachineArn } = await sfn.createStateMachine({
        name: args.name,
        roleArn: args.roleArn,
        definition: args.definition,
        loggingConfiguration: {
          includeExecutionData: logging?.includeExecutionData,
          level: text<"ERROR">(logging?.level),
          destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: logging?.logDestination } }],
        },
      });
      return {
        id: text(stateMachineArn),
        outputs: { arn: stateMachineArn },
        remove: () => sfn.deleteStateMachine({ stateMachineArn }),
      };
    }),
  };
}
