import { interpolate, type Output } from "@pulumi/pulumi";
import { type Allow, allow } from "../iam/statement";
import { PROJECT } from "../stack-name";
import type { Environment } from "./environments";
import type { StateStore } from "./state-store";

/**
 * Objects that Pulumi keeps of some stacks in a bucket: their states, history, backups and locks, and no other
 * stack's. https://github.com/pulumi/pulumi/blob/master/pkg/backend/diy/store.go
 */
export function stateObjects(
  { stacks, stateFolder }: Environment,
  { bucket }: StateStore,
): readonly Output<string>[] {
  if (stateFolder !== undefined) return [interpolate`${bucket.arn}/${stateFolder}/.pulumi/*`];
  return [
    `stacks/${PROJECT}/${stacks}.json*`,
    `history/${PROJECT}/${stacks}/*`,
    `backups/${PROJECT}/${stacks}/*`,
    `locks/organization/${PROJECT}/${stacks}/*`,
  ].map((key) => interpolate`${bucket.arn}/.pulumi/${key}`);
}

/** Listing tells names only; the settings of the backend are the same for all stacks of a folder. */
export function findState({ stateFolder }: Environment, { bucket }: StateStore): readonly Allow[] {
  const settings = ["meta.yaml", "Pulumi.yaml"].map((file) => interpolate`${bucket.arn}/.pulumi/${file}`);
  return [
    allow("ListStates", ["s3:ListBucket"], [bucket.arn]),
    ...(stateFolder === undefined ? [allow("ReadSettings", ["s3:GetObject"], settings)] : []),
  ];
}

export function writeState(environment: Environment, state: StateStore): readonly Allow[] {
  return [
    ...findState(environment, state),
    allow(
      "ReadAndWriteStates",
      ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      [...stateObjects(environment, state)],
    ),
    allow("UseStateKey", ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"], [state.key.arn]),
  ];
}
