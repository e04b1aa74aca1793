import { credentials } from "@grpc/grpc-js";
import { type ConstructRequest, ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { RegisterResourceRequest, type RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { outputsOf } from "../infra/mock-outputs";
import { unknown, type Values, values } from "./made-resource";

/**
 * A component is registered with the engine by whoever constructs it, in each run anew: what it has is known in a preview
 * when it was made before.
 */
export function construct(
  request: ConstructRequest,
  constructed: Set<string>,
  answer: (error: Error | null, response?: unknown) => void,
): void {
  const inputs = values(request.getInputs());
  const outputs = outputsOf(request.getType(), request.getName(), inputs);
  const register = new RegisterResourceRequest();
  register.setType(request.getType());
  register.setName(request.getName());
  register.setParent(request.getParent());
  register.setCustom(false);
  register.setObject(request.getInputs());
  const monitor = new ResourceMonitorClient(request.getMonitorendpoint(), credentials.createInsecure());
  monitor.registerResource(register, (error: Error | null, registered: RegisterResourceResponse) => {
    monitor.close();
    if (error) return answer(error);
    const urn = registered.getUrn();
    if (!request.getDryrun()) constructed.add(urn);
    const isMade = constructed.has(urn);
    const response = new ConstructResponse();
    response.setUrn(urn);
    response.setState(Struct.fromJavaScript((isMade ? outputs : unknown(outputs, inputs)) as Values));
    answer(null, response);
  });
}
