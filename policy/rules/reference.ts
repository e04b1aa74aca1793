import type { PolicyResource } from "@pulumi/policy";

/**
 * Whether a property of a resource was made from that other resource. Their values do not tell in the preview of a new
 * stack: ids are not known before anything is there.
 */
export function refersTo(
  { propertyDependencies }: PolicyResource,
  property: string,
  target: PolicyResource,
): boolean {
  return (propertyDependencies[property] ?? []).some(({ urn }) => urn === target.urn);
}
