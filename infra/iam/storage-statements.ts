import { type Input, interpolate, type Output } from "@pulumi/pulumi";
import type { Lake } from "../lake";
import { type Allow, allow } from "./statement";

/**
 * Lets S3 say of an object that it is not there; to who may not list, it says that access is denied.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function seeWhatIsMissing(...bucketArns: readonly Input<string>[]): Allow {
  return allow("SeeWhatIsMissing", ["s3:ListBucket"], bucketArns);
}

/** What transformations write and loads read: rows, large texts that are cut for Redshift, rejected records. */
export function transformedFiles({ processed, quarantine }: Lake): readonly Output<string>[] {
  return [
    interpolate`${processed.arn}/tickets/*`,
    interpolate`${processed.arn}/logs/*`,
    interpolate`${processed.arn}/cut/*`,
    interpolate`${quarantine.arn}/*`,
  ];
}
