import { type StackSetting, stackFile } from "../infra/program";

/** prod with a dataset to refresh: the stack that makes everything that the program can make. */
export const WIDEST_STACK: StackSetting = {
  ...stackFile("prod", {
    "careplus:powerBi": {
      tenantId: "11111111-1111-4111-8111-111111111111",
      workspaceId: "22222222-2222-4222-8222-222222222222",
      datasetId: "33333333-3333-4333-8333-333333333333",
      clientId: "44444444-4444-4444-8444-444444444444",
    },
  }),
  secrets: { "careplus:powerBiClientSecret": "only-in-a-test" },
};
