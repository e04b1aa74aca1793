import { CareplusError } from "../../../runtime/errors";
import { taggedArns } from "../aws/tagged-arns";
import type { LeftOver, Scope } from "./left-over";
import { LISTINGS } from "./listings";

/** AWS throttles whoever asks everything at once. */
const AT_ONCE = 6;

/**
 * Everything of the stack that is still in the account: by each service's own listing, and what the tagging API knows
 * beside that.
 *
 * @throws CareplusError "listing_failed" when one service does not answer: without its answer nothing is proved
 */
export async function findLeftOvers(scope: Scope): Promise<LeftOver[]> {
  const listings = Object.entries(LISTINGS);
  const found: LeftOver[] = [];
  for (let start = 0; start < listings.length; start += AT_ONCE) {
    const answers = listings.slice(start, start + AT_ONCE).map(async ([name, list]) => {
      try {
        return await list(scope);
      } catch (error) {
        const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        throw new CareplusError("listing_failed", `AWS does not list ${name} (${reason}).`, { cause: error });
      }
    });
    found.push(...(await Promise.all(answers)).flat());
  }
  return [...found, ...(await onlyTagged(scope, found))];
}

/** What no listing has found, and the tagging API has. It forgets the deleted late, so it is asked for longer. */
async function onlyTagged({ account, names }: Scope, found: readonly LeftOver[]): Promise<LeftOver[]> {
  const known = new Set(found.map(({ arn }) => arn));
  const arns = (await taggedArns(account, names.stack)).filter((arn) => !known.has(arn));
  const isThere = await Promise.all(arns.map((arn) => isPresent(account, arn)));
  return arns
    .filter((_, index) => isThere[index])
    .map((arn) => ({
      kind: "tagged resource",
      name: arn,
      arn,
      usdPerDay: 0,
      note: "found by its tags only: the tagging API forgets the deleted late",
      removal: `resourcegroupstaggingapi get-resources --resource-arn-list ${arn}`,
    }));
}

/** Keys that wait for their deletion carry their tags until the end. */
async function isPresent({ clients }: Scope["account"], arn: string): Promise<boolean> {
  if (!arn.startsWith("arn:aws:kms:")) return true;
  const { KeyMetadata } = await clients.kms.describeKey({ KeyId: arn });
  return KeyMetadata?.KeyState !== "PendingDeletion";
}
