import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { EngineService, type IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
  GetRootResourceResponse,
  LogSeverity,
  SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { SupportsFeatureResponse } from "@pulumi/pulumi/proto/resource_pb";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { answersOf, callAnswer, outputsOf } from "../mock-outputs";

/** A resource monitor and an engine that a program's process can be pointed to. */
export interface RunningMonitor {
  readonly address: string;
  /** `type name` of every resource that was registered. */
  readonly registered: readonly string[];
  /** What the program or its runner said. */
  readonly messages: readonly string[];
  stop(): void;
}

/** Answers as the mocks do, but over the wire: the program runs in its real runner. */
export async function startMonitor(): Promise<RunningMonitor> {
  const registered: string[] = [];
  const messages: string[] = [];
  const mocks = new MockMonitor({
    newResource: ({ type, name, inputs }) => {
      registered.push(`${type} ${name}`);
      return { id: answersOf(type, name).id, state: { ...inputs, ...outputsOf(type, name, inputs) } };
    },
    call: callAnswer,
  });
  const monitor: Readonly<Record<string, handleUnaryCall<never, unknown>>> = {
    supportsFeature: (_call, answer) => answer(null, new SupportsFeatureResponse()),
    signalAndWaitForShutdown: (_call, answer) => answer(null, new Empty()),
    invoke: ({ request }, answer) => void mocks.invoke(request, answer),
    registerResource: ({ request }, answer) => void mocks.registerResource(request, answer),
    registerResourceOutputs: (_call, answer) => answer(null, new Empty()),
  };
  const engine: Partial<IEngineServer> = {
    log: ({ request }, answer) => {
      if (request.getSeverity() > LogSeverity.DEBUG) messages.push(request.getMessage());
      answer(null, new Empty());
    },
    getRootResource: (_call, answer) => answer(null, new GetRootResourceResponse()),
    setRootResource: (_call, answer) => answer(null, new SetRootResourceResponse()),
  };
  const server = new Server({ "grpc.max_receive_message_length": 64 * 2 ** 20 });
  server.addService(ResourceMonitorService, monitor as UntypedServiceImplementation);
  server.addService(EngineService, engine as UntypedServiceImplementation);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return { address: `127.0.0.1:${port}`, registered, messages, stop: () => server.forceShutdown() };
}
