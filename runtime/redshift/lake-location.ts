import { RedshiftFault } from "./redshift-fault";

/** The bucket that COPY reads, and the role by which it may. */
export interface LakeLocation {
  readonly bucket: string;
  readonly copyRoleArn: string;
}

/** COPY takes no parameters for these, so only text that cannot end a literal is let into a statement. */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,128}$/;
const KEY = /^[\w!.*()/=-]{1,1024}$/;

/** The literals of a COPY that reads one object of the lake. */
export function copySource(location: LakeLocation, key: string): string {
  const { bucket, copyRoleArn } = location;
  return `'${safeUri(bucket, key)}' iam_role '${matching(ROLE_ARN, copyRoleArn, "role")}'`;
}

function safeUri(bucket: string, key: string): string {
  return `s3://${matching(BUCKET, bucket, "bucket")}/${matching(KEY, key, "key")}`;
}

function matching(pattern: RegExp, text: string, what: string): string {
  if (pattern.test(text)) return text;
  throw new RedshiftFault("unsafe_location", `${JSON.stringify(text)} is no ${what} that COPY may be given`);
}
