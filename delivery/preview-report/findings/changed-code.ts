import type { Step } from "../reading/step";
import { filesOf, isSameContent } from "../values/asset";
import { inputChanges } from "../values/input-changes";
import { quoteAll, type Sentence } from "../values/sentence";
import { type Finding, subject } from "./finding";

const FUNCTION = "aws:lambda/function:Function";
const LAYER = "aws:lambda/layerVersion:LayerVersion";
const OBJECTS = ["aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3/bucketObject:BucketObject"];

/** What decides which code a function runs. */
const CODE_OF_FUNCTION =
  /^(code|s3Bucket|s3Key|s3ObjectVersion|sourceCodeHash|imageUri|imageConfig|handler|runtime|layers)\b/;
const CODE_OF_OBJECT = /^(source|content|contentBase64|sourceHash|etag)\b/;

/** Objects that something runs: scripts of jobs, queries, archives. */
const CODE_NAME = /\.(c?js|mjs|ts|py|sql|zip|jar|whl|sh)$/;

/** A function's code, or a script that a job takes from a bucket, that is another than before. */
export function changedCode(step: Step): readonly Finding[] {
  const names = [...new Set(inputChanges(step).map(({ path }) => path))];
  if (step.type === FUNCTION)
    return tell(
      step,
      names.filter((name) => CODE_OF_FUNCTION.test(name)),
      " runs **other code**",
    );
  if (step.type === LAYER && step.effect === "replace")
    return [{ danger: "code", sentence: [...subject(step), " brings **other code** to its functions"] }];
  const isScript =
    OBJECTS.includes(step.type) && (CODE_NAME.test(step.name) || /code|package/.test(step.name));
  if (!isScript) return [];
  return tell(
    step,
    names.filter((name) => CODE_OF_OBJECT.test(name)),
    " is **other code**, run by what reads it",
  );
}

function tell(step: Step, names: readonly string[], what: string): readonly Finding[] {
  if (names.length === 0) return [];
  const files = changedFiles(step);
  const detail: Sentence =
    files.length > 0 ? [": ", ...quoteAll(files, 5)] : [" (", ...quoteAll(names, 5), ")"];
  return [{ danger: "code", sentence: [...subject(step), what, ...detail] }];
}

/** Files in the function's archive that differ, with `new` or `gone` where they are. */
function changedFiles({ before, after }: Step): readonly string[] {
  const old = filesOf(before?.inputs.code);
  const now = filesOf(after?.inputs.code);
  if (old === undefined || now === undefined) return [];
  return [...new Set([...Object.keys(now), ...Object.keys(old)])].flatMap((name) => {
    if (!Object.hasOwn(old, name)) return [`${name} (new)`];
    if (!Object.hasOwn(now, name)) return [`${name} (gone)`];
    return isSameContent(old[name], now[name]) ? [] : [name];
  });
}
