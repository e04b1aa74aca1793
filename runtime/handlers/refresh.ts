import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SNSClient } from "@aws-sdk/client-sns";
import { requireVariable } from "../environment";
import { CareplusError } from "../errors";
import { alarmTopic } from "../reporting/alarm-topic";
import { type PowerBiAddresses, type PowerBiTarget, PUBLIC_CLOUD } from "../reporting/power-bi-target";
import { refreshAfterLoad } from "../reporting/refresh-after-load";

/** Time that is kept back for the answer before Lambda ends the function. */
const RESERVE_MS = 5_000;
const POLL_MS = 5_000;

export interface RefreshEvent {
  /** One message for each load. */
  readonly Records: readonly { readonly messageId: string }[];
}

/** The messages that the queue shall bring again. */
export interface RefreshAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/**
 * Refreshes the Power BI dataset once for all the loads that the event tells of, and waits for its end as long as
 * there is time. A failure is told to the alarm topic and thrown; the loads come again, and end in the dead-letter
 * queue. Where another refresh was in the way they come again without an error, which would be an alarm.
 */
export async function handler(
  { Records }: RefreshEvent,
  context: { getRemainingTimeInMillis(): number },
): Promise<RefreshAnswer> {
  const tellAlarm = alarmTopic(new SNSClient({}), requireVariable("ALARM_TOPIC_ARN"));
  const options = {
    withinMs: context.getRemainingTimeInMillis() - RESERVE_MS,
    pollMs: POLL_MS,
    addresses: addressesOfEnvironment(),
  };
  try {
    const outcome = await refreshAfterLoad(readTarget, options, tellAlarm);
    console.log({ event: `refresh ${outcome}`, loads: Records.length });
    return { batchItemFailures: [] };
  } catch (error) {
    if (!(error instanceof CareplusError) || error.code !== "refresh_busy") throw error;
    console.log({ event: "refresh postponed", loads: Records.length });
    return { batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  }
}

/** The worldwide cloud, unless the environment names another one. */
function addressesOfEnvironment(): PowerBiAddresses {
  return {
    login: process.env.LOGIN_ADDRESS ?? PUBLIC_CLOUD.login,
    api: process.env.API_ADDRESS ?? PUBLIC_CLOUD.api,
  };
}

async function readTarget(): Promise<PowerBiTarget> {
  const { SecretString } = await new SecretsManagerClient({}).send(
    new GetSecretValueCommand({ SecretId: requireVariable("CLIENT_SECRET_ARN") }),
  );
  return {
    tenantId: requireVariable("TENANT_ID"),
    workspaceId: requireVariable("WORKSPACE_ID"),
    datasetId: requireVariable("DATASET_ID"),
    clientId: requireVariable("CLIENT_ID"),
    clientSecret: SecretString ?? "",
    capacity: requireVariable("CAPACITY") === "premium" ? "premium" : "shared",
  };
}
