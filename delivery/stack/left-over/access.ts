import { paginateListPolicies, paginateListRoles } from "@aws-sdk/client-iam";
import { paginateListAliases } from "@aws-sdk/client-kms";
import { paginateListSecrets } from "@aws-sdk/client-secrets-manager";
import { collect } from "../aws/collect";
import { taggedArns } from "../aws/tagged-arns";
import { IDLE_USD_PER_DAY } from "./idle-prices";
import { type LeftOver, type Listing, listing, type Scope } from "./left-over";

export const roles = listing({
  kind: "role",
  pages: ({ clients }) => paginateListRoles({ client: clients.iam }, {}),
  items: ({ Roles }) => Roles,
  name: ({ RoleName }) => RoleName,
  facts: (name, { Arn = "" }) => ({
    arn: Arn,
    usdPerDay: 0,
    note: "its policies go first: iam delete-role-policy, detach-role-policy",
    removal: `iam delete-role --role-name ${name}`,
  }),
});

export const policies = listing({
  kind: "policy",
  pages: ({ clients }) => paginateListPolicies({ client: clients.iam }, { Scope: "Local" }),
  items: ({ Policies }) => Policies,
  name: ({ PolicyName }) => PolicyName,
  facts: (_, { Arn = "" }) => ({
    arn: Arn,
    usdPerDay: 0,
    removal: `iam delete-policy --policy-arn ${Arn}`,
  }),
});

/** The stack's own secrets, deleted ones included that can still be recovered: their names are taken until then. */
export async function ownedSecrets({ account, names }: Scope) {
  const found = await collect(
    paginateListSecrets(
      { client: account.clients.secrets },
      {
        IncludePlannedDeletion: true,
        Filters: [{ Key: "name", Values: [names.prefix, "redshift!", "rds!"] }],
      },
    ),
    ({ SecretList }) => SecretList,
  );
  return found.filter(
    ({ Name, Tags = [] }) =>
      names.owns(Name?.replace(/^redshift!/, "")) ||
      // RDS names its secret after the cluster's id, but copies the cluster's tags to it.
      (Name?.startsWith("rds!") === true &&
        Tags.some(({ Key, Value }) => Key === "stack" && Value === names.stack)),
  );
}

export const secrets: Listing = async (scope) =>
  (await ownedSecrets(scope)).map(
    ({ Name = "", ARN = "", DeletedDate }): LeftOver => ({
      kind: "secret",
      name: Name,
      arn: ARN,
      // A deleted one costs nothing while it can be recovered.
      usdPerDay: DeletedDate === undefined ? IDLE_USD_PER_DAY.secret : 0,
      ...(DeletedDate !== undefined && { note: "deleted, but can be recovered: its name stays taken" }),
      removal: `secretsmanager delete-secret --force-delete-without-recovery --secret-id ${ARN}`,
    }),
  );

export const keyAliases: Listing = async ({ account, names }) => {
  const found = await collect(
    paginateListAliases({ client: account.clients.kms }, {}),
    ({ Aliases }) => Aliases,
  );
  return found
    .filter(({ AliasName }) => names.owns(AliasName?.replace(/^alias\//, "")))
    .map(({ AliasName = "" }) => ({
      kind: "key alias",
      name: AliasName,
      usdPerDay: 0,
      removal: `kms delete-alias --alias-name ${AliasName}`,
    }));
};

/** A key has no name, only tags. One that waits for its deletion, which AWS puts off by 7 days, costs nothing. */
export const keys: Listing = async ({ account, names }) => {
  const arns = await taggedArns(account, names.stack, ["kms:key"]);
  const described = await Promise.all(
    arns.map((arn) => account.clients.kms.describeKey({ KeyId: arn }).then(({ KeyMetadata }) => KeyMetadata)),
  );
  return described
    .filter((key) => key !== undefined && key.KeyState !== "PendingDeletion")
    .map((key) => ({
      kind: "key",
      name: key?.KeyId ?? "",
      arn: key?.Arn ?? "",
      usdPerDay: IDLE_USD_PER_DAY.key,
      removal: `kms schedule-key-deletion --pending-window-in-days 7 --key-id ${key?.KeyId}`,
    }));
};
