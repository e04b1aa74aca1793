// Knows nothing of Pulumi: the commands that bring stacks up and take them down ask the same rules.

/** Beginning of every physical name. */
export const PROJECT = "careplus";
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const LONGEST_BUCKET_NAME = 63;
/** A bucket is `careplus-<stack>-<role>-<account>`; the longest role is this one. */
const LONGEST_BUCKET_ROLE = "access-logs";
const LONGEST_STACK_NAME = LONGEST_BUCKET_NAME - `${PROJECT}--${LONGEST_BUCKET_ROLE}-123456789012`.length;

/** What is wrong with a stack's name, in one sentence; undefined when names made with it are good for AWS. */
export function stackNameFault(stack: string): string | undefined {
  if (!/^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(stack))
    return `The stack's name ${JSON.stringify(stack)} must be lower-case letters, digits and hyphens, since buckets are named after it.`;
  if (stack.length > LONGEST_STACK_NAME)
    return `The stack's name ${JSON.stringify(stack)} has ${stack.length} letters: at most ${LONGEST_STACK_NAME} leave room for S3's bucket names of ${LONGEST_BUCKET_NAME}.`;
  return undefined;
}
