import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { requireVariable } from "../environment";
import { refreshDataset } from "../reporting/refresh-dataset";

/** Refreshes the Power BI dataset once for all the loads that the event tells of. A refusal brings them again. */
export async function handler(event: { readonly Records: readonly unknown[] }): Promise<void> {
  const { SecretString } = await new SecretsManagerClient({}).send(
    new GetSecretValueCommand({ SecretId: requireVariable("CLIENT_SECRET_ARN") }),
  );
  await refreshDataset({
    tenantId: requireVariable("TENANT_ID"),
    workspaceId: requireVariable("WORKSPACE_ID"),
    datasetId: requireVariable("DATASET_ID"),
    clientId: requireVariable("CLIENT_ID"),
    clientSecret: SecretString ?? "",
  });
  console.log({ event: "refresh started", loads: event.Records.length });
}
