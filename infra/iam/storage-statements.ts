import type { Input } from "@pulumi/pulumi";
import { type Allow, allow } from "./statement";

/**
 * Lets S3 say of an object that it is not there; to who may not list, it says that access is denied.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function seeWhatIsMissing(...bucketArns: readonly Input<string>[]): Allow {
  return allow("SeeWhatIsMissing", ["s3:ListBucket"], bucketArns);
}
