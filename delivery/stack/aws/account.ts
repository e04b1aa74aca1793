import { CareplusError } from "../../../runtime/errors";
import { type Clients, clientsOf } from "./clients";

/** An AWS account in one region, reached with the caller's credentials. */
export interface Account {
  readonly region: string;
  readonly accountId: string;
  readonly clients: Clients;
}

/**
 * Signs in; nothing is done before this has passed.
 *
 * @throws CareplusError "no_credentials" where there are none or AWS refuses them
 */
export async function openAccount(region: string): Promise<Account> {
  const clients = clientsOf(region);
  try {
    const { Account: accountId } = await clients.sts.getCallerIdentity({});
    if (accountId === undefined) throw new Error("AWS named no account");
    return { region, accountId, clients };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CareplusError(
      "no_credentials",
      `AWS gives no access (${reason}): sign in with \`aws sso login\`, or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
      { cause: error },
    );
  }
}
