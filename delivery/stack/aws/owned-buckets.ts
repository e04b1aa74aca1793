import { paginateListBuckets } from "@aws-sdk/client-s3";
import type { Scope } from "../left-over/left-over";
import { collect } from "./collect";

/** Names of the stack's buckets. A bucket's name is unique in the world and has the account in it. */
export async function ownedBuckets({ account, names }: Scope): Promise<string[]> {
  const found = await collect(
    paginateListBuckets({ client: account.clients.s3 }, { Prefix: names.prefix }),
    ({ Buckets }) => Buckets,
  );
  return found.map(({ Name }) => Name).filter((name) => names.owns(name));
}
