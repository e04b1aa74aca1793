import { type Input, jsonStringify, type Output } from "@pulumi/pulumi";

/** One statement of a policy that allows something. Actions and resources are spelled out. */
export interface Allow {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly Input<string>[];
  readonly Condition?: Condition;
}

export type Condition = Readonly<
  Record<string, Readonly<Record<string, Input<string> | readonly Input<string>[]>>>
>;

/** A statement of a resource's own policy, which says for whom it is. */
export interface ResourceStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal: "*" | { readonly Service: string } | { readonly AWS: Input<string> };
  readonly Action: readonly string[];
  readonly Resource: readonly Input<string>[];
  readonly Condition?: Condition;
}

/** A statement that takes away what another policy of the same role gives, on some resources or on all others. */
export type Deny = {
  readonly Sid: string;
  readonly Effect: "Deny";
  readonly Action: readonly string[];
} & ({ readonly Resource: readonly Input<string>[] } | { readonly NotResource: readonly Input<string>[] });

export function allow(
  Sid: string,
  Action: readonly string[],
  Resource: readonly Input<string>[],
  Condition?: Condition,
): Allow {
  return { Sid, Effect: "Allow", Action, Resource, ...(Condition && { Condition }) };
}

/** Policy document of those statements, as JSON text. */
export function policyDocument(statements: readonly (Allow | Deny | ResourceStatement)[]): Output<string> {
  return jsonStringify({ Version: "2012-10-17", Statement: statements });
}
