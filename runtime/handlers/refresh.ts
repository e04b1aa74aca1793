import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { requireVariable } from "../environment";
import { refreshAfterLoad } from "../reporting/refresh-after-load";

/** The function's own limit is a minute; what is left is for the secret and the log. */
const WITHIN_MS = 45_000;
const POLL_MS = 5_000;

/**
 * Refreshes the Power BI dataset once for all the loads that the event tells of. A failure is logged in one sentence,
 * and thrown so that the queue brings the loads again, and at last tells the alarm topic by its dead letters.
 */
export async function handler(event: { readonly Records: readonly unknown[] }): Promise<void> {
  const { SecretString } = await new SecretsManagerClient({}).send(
    new GetSecretValueCommand({ SecretId: requireVariable("CLIENT_SECRET_ARN") }),
  );
  const target = {
    tenantId: requireVariable("TENANT_ID"),
    workspaceId: requireVariable("WORKSPACE_ID"),
    datasetId: requireVariable("DATASET_ID"),
    clientId: requireVariable("CLIENT_ID"),
    clientSecret: SecretString ?? "",
    capacity: "premium",
  } as const;
  const loads = event.Records.length;
  const outcome = await refreshAfterLoad(
    target,
    { withinMs: WITHIN_MS, pollMs: POLL_MS },
    async (_subject, sentence) => console.error({ event: "refresh failed", loads, sentence }),
  );
  console.log({ event: "refresh started", loads, outcome });
}
