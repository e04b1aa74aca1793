import { policiesOf, readable } from "../iam/documents";
import { isPublic } from "../iam/public-statement";
import { tellWidening } from "../iam/tell-widening";
import { widenings } from "../iam/widening";
import type { Inputs, Step } from "../reading/step";
import { differences, type InputChange } from "../values/input-changes";
import { quote, quoteAll, type Sentence } from "../values/sentence";
import { type Finding, guardedBy, subject } from "./finding";
import { openRanges } from "./open-ranges";

const BLOCKS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
const BLOCK_TYPES = [
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
];

/** Switches that put something on the internet when they are on. */
const PUBLIC_SWITCHES = [
  "associatePublicIpAddress",
  "assignPublicIp",
  "endpointPublicAccess",
  "mapPublicIpOnLaunch",
  "publiclyAccessible",
];

/** Anything that somebody outside of the account can reach and could not before. */
export function exposure(step: Step): readonly Finding[] {
  if (step.effect === "delete")
    return BLOCK_TYPES.includes(step.type)
      ? [
          {
            ...finding(step, " goes: only its bucket's policy and access lists keep the public out"),
            ...guardedBy(step),
          },
        ]
      : [];
  if (step.effect === "none" || step.after === undefined) return [];
  const changes = differences(step.before?.inputs ?? {}, step.after.inputs);
  return [
    ...publicStatements(step),
    ...openedBlocks(step, step.after.inputs),
    ...openRanges(step).map((range) => finding(step, " is **open to the internet**: ", ...range)),
    ...changes.flatMap((change) => exposingChange(step, change)),
  ];
}

function publicStatements(step: Step): readonly Finding[] {
  const before = policiesOf(step.before);
  return [...policiesOf(step.after).values()].flatMap((policy) =>
    widenings(readable(before.get(policy.path)), readable(policy))
      .filter(({ kind, statement }) => kind !== "refusal-gone" && isPublic(statement))
      .map((widening) =>
        finding(step, " (", quote(policy.path), ") is **public**: ", ...tellWidening(widening)),
      ),
  );
}

/** A block that is left out is off. */
function openedBlocks(step: Step, now: Inputs): readonly Finding[] {
  if (!BLOCK_TYPES.includes(step.type)) return [];
  const wasOn = (name: string): boolean => step.before === undefined || step.before.inputs[name] === true;
  const opened = BLOCKS.filter((name) => now[name] !== true && wasOn(name));
  return opened.length === 0
    ? []
    : [finding(step, " no longer keeps public access off: ", ...quoteAll(opened), " off")];
}

function exposingChange(step: Step, { path, key, before, after }: InputChange): readonly Finding[] {
  if (PUBLIC_SWITCHES.includes(key) && after === true)
    return [finding(step, " gets a **public address**: ", quote(path), " is on")];
  if (key === "internal" && before === true && after !== true)
    return [finding(step, " is reached **from the internet**: ", quote(path), " is off")];
  if (key === "authorizationType" && step.type.endsWith(":FunctionUrl") && after === "NONE")
    return [finding(step, " lets **anybody** call the function")];
  if (key === "acl" && typeof after === "string" && /^(public-|authenticated-read)/.test(after))
    return [finding(step, " is **public** by its access list ", quote(after))];
  if (
    key === "uri" &&
    typeof after === "string" &&
    /groups\/global\/(AllUsers|AuthenticatedUsers)$/.test(after)
  )
    return [finding(step, " is **public** by a grant to ", quote(after))];
  return [];
}

function finding(step: Step, ...sentence: Sentence): Finding {
  return { danger: "exposure", sentence: [...subject(step), ...sentence] };
}
