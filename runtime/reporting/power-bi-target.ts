/** The dataset to refresh, and who refreshes it. */
export interface PowerBiTarget {
  readonly tenantId: string;
  /** Service principal, a member of the workspace. */
  readonly clientId: string;
  readonly clientSecret: string;
  readonly workspaceId: string;
  readonly datasetId: string;
  /** Workspaces without a capacity of their own take plain refreshes only, eight in 24 hours. */
  readonly capacity: "shared" | "premium";
}

/** Where the services are; other ones in national clouds and in tests. */
export interface PowerBiAddresses {
  readonly login: string;
  readonly api: string;
}

/** The worldwide cloud: https://learn.microsoft.com/power-bi/developer/embedded/embed-sample-for-customers-national-clouds */
export const PUBLIC_CLOUD: PowerBiAddresses = {
  login: "https://login.microsoftonline.com",
  api: "https://api.powerbi.com",
};

/** Address of the dataset's refreshes. */
export function refreshesUrl({ api }: PowerBiAddresses, { workspaceId, datasetId }: PowerBiTarget): string {
  const [workspace, dataset] = [workspaceId, datasetId].map(encodeURIComponent);
  return `${api}/v1.0/myorg/groups/${workspace}/datasets/${dataset}/refreshes`;
}
