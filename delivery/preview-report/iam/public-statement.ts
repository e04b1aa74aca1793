import type { Condition, Statement } from "./statement";

/**
 * Conditions that keep a statement for everybody from being public, in lower case.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
const LIMITS = [
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceip",
  "aws:sourceorgid",
  "aws:sourceowner",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
  "kms:calleraccount",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
];

/** Operators that name who is let in, not who is kept out; with `IfExists` a request without the key passes. */
const NAMING = /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like)|IpAddress)$/;

/** Whether a statement allows something to everybody. */
export function isPublic({ isAllow, principals, conditions }: Statement): boolean {
  const isForAll = principals.values.includes("*") || (principals.isExcept && principals.values.length > 0);
  return isAllow && isForAll && !conditions.some(isLimit);
}

function isLimit({ operator, key, values }: Condition): boolean {
  return NAMING.test(operator) && LIMITS.includes(key) && !values.some(isAnything);
}

function isAnything(value: string): boolean {
  return /^[*?:]*$/.test(value) || value === "0.0.0.0/0" || value === "::/0" || value === "arn:*";
}
