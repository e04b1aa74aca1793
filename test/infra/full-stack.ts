import { type StackSetting, stackFile } from "./program";

/** A dataset to refresh; with it goes the secret key `careplus:powerBiClientSecret`. */
export const POWER_BI = {
  tenantId: "11111111-1111-1111-1111-111111111111",
  workspaceId: "22222222-2222-2222-2222-222222222222",
  datasetId: "33333333-3333-3333-3333-333333333333",
  clientId: "44444444-4444-4444-4444-444444444444",
};

/** Everything that a stack can have. */
export const FULL_STACK: StackSetting = {
  ...stackFile("dev", {
    "careplus:powerBi": POWER_BI,
    "careplus:alertEmail": "people@example.com",
  }),
  secrets: { "careplus:powerBiClientSecret": "s3cret" },
};
