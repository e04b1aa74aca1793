import { policiesOf, readable } from "../iam/documents";
import { isPublic } from "../iam/public-statement";
import { tellWidening } from "../iam/tell-widening";
import { widenings } from "../iam/widening";
import type { Step } from "../reading/step";
import { inputChanges } from "../values/input-changes";
import { quote, quoteAll, type Sentence } from "../values/sentence";
import { type Finding, guardedBy, subject } from "./finding";

/** Resources that give someone access by being there, and how. */
const GRANTS: Readonly<Record<string, string>> = {
  "aws:iam/accessKey:AccessKey": "is a key that never expires",
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": "lets another party's tokens be exchanged for roles",
  "aws:iam/samlProvider:SamlProvider": "lets another party's tokens be exchanged for roles",
  "aws:iam/userLoginProfile:UserLoginProfile": "is a password for the console",
  "aws:kms/grant:Grant": "lets someone use a key",
  "aws:lakeformation/permissions:Permissions": "gives access to data of the lake",
};

/** Statements added or widened, refusals gone, policies attached, and policies that cannot be compared. */
export function permissions(step: Step): readonly Finding[] {
  if (step.effect === "delete" || step.effect === "none") return deletedRefusals(step);
  return [...policyFindings(step), ...attachments(step), ...grants(step)];
}

function policyFindings(step: Step): readonly Finding[] {
  const before = policiesOf(step.before);
  return [...policiesOf(step.after).values()].flatMap((policy) => {
    const { path, statements } = policy;
    const old = before.get(path);
    const where: Sentence = [...subject(step), " (", quote(path), "): "];
    if (typeof statements === "string") {
      const isChanged = old?.statements !== statements || isDiffering(step, path);
      return isChanged
        ? [finding([...where, `its statements are **${statements}**, so they cannot be compared here`])]
        : [];
    }
    return widenings(readable(old), statements)
      .filter(({ kind, statement }) => kind === "refusal-gone" || !isPublic(statement))
      .map((widening) => finding([...where, ...tellWidening(widening)]));
  });
}

function isDiffering({ differing }: Step, path: string): boolean {
  return differing.some(
    (name) => name === path || path.startsWith(`${name}.`) || path.startsWith(`${name}[`),
  );
}

/** A policy that goes with its resource takes its refusals along. What held the resource is gone with it, too. */
function deletedRefusals(step: Step): readonly Finding[] {
  if (step.effect !== "delete" || !/Policy$/.test(step.type)) return [];
  return [...policiesOf(step.before).values()].flatMap((policy) =>
    widenings(readable(policy), []).map((widening) => ({
      ...finding([...subject(step), " goes: ", ...tellWidening(widening)]),
      ...guardedBy(step),
    })),
  );
}

function attachments(step: Step): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { key, before, after, path } of everyChange(step)) {
    const isAttached = key === "policyArn" || key === "policyArns" || key === "managedPolicyArns";
    if (isAttached && after !== undefined)
      findings.push(finding([...subject(step), ": attached, managed policy ", ...quoteAll([String(after)])]));
    if (path === "permissionsBoundary" && before !== undefined)
      findings.push(finding([...subject(step), ": its **permissions boundary** is another or gone"]));
  }
  return findings;
}

/** Like `inputChanges`, but a resource that is created has everything new. */
function everyChange(step: Step): ReturnType<typeof inputChanges> {
  if (step.effect !== "create" || step.after === undefined) return inputChanges(step);
  return inputChanges({ ...step, before: { ...step.after, inputs: {} } });
}

function grants(step: Step): readonly Finding[] {
  const grant = Object.hasOwn(GRANTS, step.type) ? GRANTS[step.type] : undefined;
  const isNew = step.effect === "create" || step.effect === "replace";
  if (grant === undefined) return [];
  return [finding([...subject(step), isNew ? " is new and " : " is changed and ", grant])];
}

function finding(sentence: Sentence): Finding {
  return { danger: "permissions", sentence };
}
