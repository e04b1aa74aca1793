interface Statement {
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: unknown;
}

/**
 * A policy as lines to be read and compared, one a statement:
 * `Allow s3:GetObject on Bucket(raw).arn/logs/* when {…}`, in the order of the policy.
 */
export function policyLines(policy: unknown): string[] {
  const { Statement } = JSON.parse(String(policy)) as { Statement: readonly Statement[] };
  return Statement.map(({ Effect, Principal, Action, Resource, NotResource, Condition }) =>
    [
      Effect,
      [Action].flat().join(" "),
      ...(Resource ? [`on ${Resource.join(" ")}`] : []),
      ...(NotResource ? [`on all but ${NotResource.join(" ")}`] : []),
      ...(Principal
        ? [`for ${typeof Principal === "string" ? Principal : Object.values(Principal).join(" ")}`]
        : []),
      ...(Condition ? [`when ${JSON.stringify(Condition)}`] : []),
    ].join(" "),
  );
}
