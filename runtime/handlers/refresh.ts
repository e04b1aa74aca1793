import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { requireVariable } from "../environment";
import { refreshDataset } from "../reporting/refresh-dataset";

/** Time that is kept back for the answer before Lambda ends the function. */
const RESERVE_MS = 5_000;
const POLL_MS = 5_000;

/**
 * Refreshes the Power BI dataset once for all the loads that the event tells of, and waits for its end as long as
 * there is time. A refusal brings the loads again, and ends in the dead-letter queue and its alarm.
 */
export async function handler(
  event: { readonly Records: readonly unknown[] },
  context: { getRemainingTimeInMillis(): number },
): Promise<void> {
  const { SecretString } = await new SecretsManagerClient({}).send(
    new GetSecretValueCommand({ SecretId: requireVariable("CLIENT_SECRET_ARN") }),
  );
  const outcome = await refreshDataset(
    {
      tenantId: requireVariable("TENANT_ID"),
      workspaceId: requireVariable("WORKSPACE_ID"),
      datasetId: requireVariable("DATASET_ID"),
      clientId: requireVariable("CLIENT_ID"),
      clientSecret: SecretString ?? "",
      capacity: requireVariable("CAPACITY") === "premium" ? "premium" : "shared",
    },
    { withinMs: context.getRemainingTimeInMillis() - RESERVE_MS, pollMs: POLL_MS },
  );
  console.log({ event: `refresh ${outcome}`, loads: event.Records.length });
}
