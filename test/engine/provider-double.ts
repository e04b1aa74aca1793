import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { version } from "@pulumi/aws/package.json";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { answersOf, callAnswer } from "../infra/mock-outputs";
import { construct } from "./constructed-component";
import { inputFaults } from "./known-inputs";
import { state, subject, type Values, values } from "./made-resource";

export interface ProviderDouble {
  readonly port: number;
  /** Lets inputs of a resource, `type name`, be found changed, as if somebody had done it by hand. */
  changeByHand(resource: string, values: Readonly<Record<string, unknown>>): void;
  /** Refuses once to make a resource, `type name`, as AWS might. */
  refuseOnce(resource: string, reason: string): void;
  stop(): void;
}

/**
 * Stands in for the providers `aws` and `awsx` when the real engine is attached to it by PULUMI_DEBUG_PROVIDERS. It
 * makes nothing, answers as the mocks do, and refuses resources, inputs and values that @pulumi/aws does not know.
 */
export async function startProviderDouble(): Promise<ProviderDouble> {
  const constructed = new Set<string>();
  const changes = new Map<string, Values>();
  const refusals = new Map<string, string>();
  const handlers: Readonly<Record<string, handleUnaryCall<never, unknown>>> = {
    handshake: (_call, answer) => answer(null, acceptAll(new provider.ProviderHandshakeResponse())),
    getPluginInfo: (_call, answer) => {
      const info = new PluginInfo();
      info.setVersion(version);
      answer(null, info);
    },
    // The engine tells an attached provider where it is.
    attach: unary(() => new Empty()),
    checkConfig: unary((request: provider.CheckRequest) => checked(values(request.getNews()))),
    diffConfig: unary(() => noDifference()),
    configure: unary(() => configured()),
    invoke: unary(invoke),
    check: unary(check),
    diff: unary(diff),
    create: unary((request: provider.CreateRequest) => {
      const { type, name } = subject(request.getUrn());
      const refusal = refusals.get(`${type} ${name}`);
      if (refusal === undefined || request.getPreview()) return create(request);
      refusals.delete(`${type} ${name}`);
      throw new Error(refusal);
    }),
    read: unary((request: provider.ReadRequest) => {
      const { type, name } = subject(request.getUrn());
      const changed = changes.get(`${type} ${name}`);
      const response = new provider.ReadResponse();
      response.setId(request.getId());
      response.setProperties(Struct.fromJavaScript({ ...values(request.getProperties()), ...changed }));
      response.setInputs(Struct.fromJavaScript({ ...values(request.getInputs()), ...changed }));
      return response;
    }),
    update: unary((request: provider.UpdateRequest) => {
      const response = new provider.UpdateResponse();
      // What is there keeps its id and ARN, so they are known in a preview, too.
      response.setProperties(state(request.getUrn(), values(request.getNews()), { isThere: true }));
      return response;
    }),
    delete: unary(() => new Empty()),
    cancel: unary(() => new Empty()),
    construct: ({ request }, answer) => construct(request, constructed, answer),
  };
  const server = new Server({ "grpc.max_receive_message_length": 64 * 2 ** 20 });
  server.addService(ResourceProviderService, handlers as UntypedServiceImplementation);
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return {
    port,
    changeByHand: (resource, changed) => changes.set(resource, changed as Values),
    refuseOnce: (resource, reason) => refusals.set(resource, reason),
    stop: () => server.forceShutdown(),
  };
}

function check(request: provider.CheckRequest): provider.CheckResponse {
  const inputs = values(request.getNews());
  const { type } = subject(request.getUrn());
  const response = checked(inputs);
  for (const { input, reason } of inputFaults(type, inputs)) {
    const failure = new provider.CheckFailure();
    failure.setProperty(input);
    failure.setReason(reason);
    response.addFailures(failure);
  }
  return response;
}

function diff(request: provider.DiffRequest): provider.DiffResponse {
  const before = values(request.getOldInputs());
  const after = values(request.getNews());
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  const response = noDifference();
  if (changed.length === 0) return response;
  response.setChanges(provider.DiffResponse.DiffChanges.DIFF_SOME);
  response.setDiffsList(changed);
  return response;
}

/** In a preview nothing is made: what AWS would answer is not known then, nor is the id. */
function create(request: provider.CreateRequest): provider.CreateResponse {
  const { type, name } = subject(request.getUrn());
  const response = new provider.CreateResponse();
  const made = state(request.getUrn(), values(request.getProperties()), { isThere: !request.getPreview() });
  if (!request.getPreview()) response.setId(answersOf(type, name).id);
  response.setProperties(made);
  return response;
}

function invoke(request: provider.InvokeRequest): provider.InvokeResponse {
  const response = new provider.InvokeResponse();
  const answer = callAnswer({ token: request.getTok(), inputs: values(request.getArgs()) });
  response.setReturn(Struct.fromJavaScript(answer as Values));
  return response;
}

/** Answers from a function; what it throws becomes the call's error. */
function unary<Request>(work: (request: Request) => unknown): handleUnaryCall<never, unknown> {
  return ({ request }, answer) => {
    try {
      answer(null, work(request));
    } catch (error) {
      answer(error instanceof Error ? error : new Error(String(error)));
    }
  };
}

function checked(inputs: Values): provider.CheckResponse {
  const response = new provider.CheckResponse();
  response.setInputs(Struct.fromJavaScript(inputs));
  return response;
}

function noDifference(): provider.DiffResponse {
  const response = new provider.DiffResponse();
  response.setChanges(provider.DiffResponse.DiffChanges.DIFF_NONE);
  return response;
}

function configured(): provider.ConfigureResponse {
  const response = new provider.ConfigureResponse();
  response.setAcceptsecrets(true);
  response.setAcceptresources(true);
  response.setSupportspreview(true);
  return response;
}

function acceptAll(response: provider.ProviderHandshakeResponse): provider.ProviderHandshakeResponse {
  response.setAcceptSecrets(true);
  response.setAcceptResources(true);
  return response;
}
