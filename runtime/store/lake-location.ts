import { CareplusError } from "../errors";

/** The buckets of the zones that Lambdas publish to. */
export interface PublishedBuckets {
  readonly processed: string;
  readonly quarantine: string;
}

/**
 * Where a key of the lake is in S3: `processed/…` and `quarantine/…` in the zone's bucket without that first part,
 * `manifests/…` in the processed one as it is.
 *
 * @throws CareplusError `bad_key` for a key of any other zone
 */
export function locate(buckets: PublishedBuckets, key: string): { Bucket: string; Key: string } {
  for (const zone of ["processed", "quarantine"] as const)
    if (key.startsWith(`${zone}/`)) return { Bucket: buckets[zone], Key: key.slice(zone.length + 1) };
  if (key.startsWith("manifests/")) return { Bucket: buckets.processed, Key: key };
  throw new CareplusError("bad_key", `${JSON.stringify(key)} is in no zone that is published.`);
}
