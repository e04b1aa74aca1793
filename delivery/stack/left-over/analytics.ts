import { paginateListWorkGroups } from "@aws-sdk/client-athena";
import {
  paginateGetConnections,
  paginateGetCrawlers,
  paginateGetDatabases,
  paginateGetJobs,
  paginateGetSecurityConfigurations,
} from "@aws-sdk/client-glue";
import { collect } from "../aws/collect";
import { type LeftOver, type Listing, listing, type Scope } from "./left-over";

/** Names of the stack's Glue jobs. */
export async function ownedJobs({ account, names }: Scope): Promise<string[]> {
  const found = await collect(paginateGetJobs({ client: account.clients.glue }, {}), ({ Jobs }) => Jobs);
  return found.map(({ Name }) => Name).filter((name) => names.owns(name));
}

export async function ownedCrawlers({ account, names }: Scope) {
  const found = await collect(
    paginateGetCrawlers({ client: account.clients.glue }, {}),
    ({ Crawlers }) => Crawlers,
  );
  return found.filter(({ Name }) => names.owns(Name));
}

export const jobs: Listing = async (scope) =>
  (await ownedJobs(scope)).map((name) => free(scope, "Glue job", name, "job", "delete-job --job-name"));

export const crawlers: Listing = async (scope) =>
  (await ownedCrawlers(scope)).map(({ Name = "" }) =>
    free(scope, "crawler", Name, "crawler", "delete-crawler --name"),
  );

export const connections: Listing = async (scope) => {
  const { account, names } = scope;
  const found = await collect(
    paginateGetConnections({ client: account.clients.glue }, { HidePassword: true }),
    ({ ConnectionList }) => ConnectionList,
  );
  return found
    .map(({ Name }) => Name)
    .filter((name) => names.owns(name))
    .map((name) => free(scope, "Glue connection", name, "connection", "delete-connection --connection-name"));
};

export const databases: Listing = async (scope) => {
  const { account, names } = scope;
  const found = await collect(
    paginateGetDatabases({ client: account.clients.glue }, {}),
    ({ DatabaseList }) => DatabaseList,
  );
  return found
    .map(({ Name }) => Name)
    .filter((name) => names.ownsDatabase(name))
    .map((name) => free(scope, "catalogue database", name, "database", "delete-database --name"));
};

/** They have no ARN and take no tags. */
export const securityConfigurations = listing({
  kind: "Glue security configuration",
  pages: ({ clients }) => paginateGetSecurityConfigurations({ client: clients.glue }, {}),
  items: ({ SecurityConfigurations }) => SecurityConfigurations,
  name: ({ Name }) => Name,
  facts: (name) => ({ usdPerDay: 0, removal: `glue delete-security-configuration --name ${name}` }),
});

export const athenaWorkgroups = listing({
  kind: "Athena workgroup",
  pages: ({ clients }) => paginateListWorkGroups({ client: clients.athena }, {}),
  items: ({ WorkGroups }) => WorkGroups,
  name: ({ Name }) => Name,
  facts: (name, _, { region, accountId }) => ({
    arn: `arn:aws:athena:${region}:${accountId}:workgroup/${name}`,
    usdPerDay: 0,
    removal: `athena delete-work-group --recursive-delete-option --work-group ${name}`,
  }),
});

function free({ account }: Scope, kind: string, name: string, type: string, command: string): LeftOver {
  const arn = `arn:aws:glue:${account.region}:${account.accountId}:${type}/${name}`;
  return { kind, name, arn, usdPerDay: 0, removal: `glue ${command} ${name}` };
}
