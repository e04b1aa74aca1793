import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { outputsOf } from "../infra/mock-outputs";
import { UNKNOWN } from "./known-inputs";

/** What travels between the engine and a provider. */
export type Values = Record<string, JavaScriptValue>;

/** Inputs and outputs; what is to be made in a preview is not there. */
export function state(urn: string, inputs: Values, { isThere }: { readonly isThere: boolean }): Struct {
  const { type, name } = subject(urn);
  const outputs = outputsOf(type, name, inputs);
  return Struct.fromJavaScript({
    ...inputs,
    ...((isThere ? outputs : unknown(outputs, inputs)) as Values),
  });
}

/** What is given is known in a preview; the rest is not. */
export function unknown(outputs: Readonly<Record<string, unknown>>, inputs: Values): Record<string, unknown> {
  return Object.fromEntries(Object.keys(outputs).map((name) => [name, inputs[name] ?? UNKNOWN]));
}

/** `urn:pulumi:stack::project::parent$type::name` */
export function subject(urn: string): { readonly type: string; readonly name: string } {
  const [, , types = "", ...name] = urn.split("::");
  return { type: types.slice(types.lastIndexOf("$") + 1), name: name.join("::") };
}

export function values(struct: Struct | undefined): Values {
  return (struct?.toJavaScript() ?? {}) as Values;
}
