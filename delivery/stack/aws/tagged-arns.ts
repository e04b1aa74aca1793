import { paginateGetResources } from "@aws-sdk/client-resource-groups-tagging-api";
import type { Account } from "./account";
import { collect } from "./collect";

/**
 * ARNs of what carries the tags that infra/tags.ts puts on everything of a stack.
 *
 * @param types resource types, e.g. `kms:key`; all where none is given
 */
export async function taggedArns(
  { clients }: Account,
  stack: string,
  types: readonly string[] = [],
): Promise<string[]> {
  const found = await collect(
    paginateGetResources(
      { client: clients.tagging },
      {
        TagFilters: [
          { Key: "project", Values: ["careplus"] },
          { Key: "stack", Values: [stack] },
        ],
        ...(types.length > 0 && { ResourceTypeFilters: [...types] }),
      },
    ),
    ({ ResourceTagMappingList }) => ResourceTagMappingList,
  );
  return found.map(({ ResourceARN }) => ResourceARN).filter((arn) => arn !== undefined);
}
