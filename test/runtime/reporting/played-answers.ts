import type { PowerBiTarget } from "../../../runtime/reporting/power-bi-target";
import type { Played } from "./power-bi-server";

export const TARGET: PowerBiTarget = {
  tenantId: "tenant",
  clientId: "client",
  clientSecret: "s3cret&more",
  workspaceId: "workspace",
  datasetId: "dataset",
  capacity: "premium",
};
export const REFRESHES = "/v1.0/myorg/groups/workspace/datasets/dataset/refreshes";
export const STARTED: Played = {
  status: 202,
  headers: { Location: `https://api.powerbi.com${REFRESHES}/refresh-7` },
};
export const COMPLETED: Played = { status: 200, body: { status: "Completed", type: "Full" } };
export const RUNNING: Played = { status: 202, body: { status: "Unknown", extendedStatus: "InProgress" } };
