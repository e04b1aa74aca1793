import { nameOfToday, type Step } from "../reading/step";
import { type InputChange, inputChanges, tellChange } from "../values/input-changes";
import { isUnknown } from "../values/secrecy";
import type { Sentence } from "../values/sentence";
import { type Finding, guardedBy, subject } from "./finding";

/** Protects while it is on. */
const GUARDS = [
  "actionsEnabled",
  "atRestEncryptionEnabled",
  "deletionProtection",
  "deletionProtectionEnabled",
  "disableApiTermination",
  "enableKeyRotation",
  "enableLogFileValidation",
  "encrypted",
  "enforceWorkgroupConfiguration",
  "isTlsRequired",
  "manageAdminPassword",
  "manageMasterUserPassword",
  "sqsManagedSseEnabled",
  "storageEncrypted",
  "transitEncryptionEnabled",
];

/** Lets data go while it is on. */
const HAZARDS = [
  "bypassPolicyLockoutSafetyCheck",
  "deleteAutomatedBackups",
  "forceDelete",
  "forceDestroy",
  "skipFinalSnapshot",
];

/** Names the key of encryption, or what data is written with. */
const KEYS = [
  "kmsKeyArn",
  "kmsKeyId",
  "kmsKey",
  "kmsMasterKeyId",
  "kmsMasterKeyArn",
  "sseAlgorithm",
  "securityConfiguration",
];

/** How long something is kept; for some, 0 or nothing means for ever. */
const KEPT = [
  "automatedSnapshotRetentionPeriod",
  "backupRetentionPeriod",
  "deletionWindowInDays",
  "messageRetentionSeconds",
  "recoveryWindowInDays",
  "retentionInDays",
  "retentionPeriod",
  "snapshotRetentionLimit",
];

/** What stops cost. */
const CEILINGS = [
  "amount",
  "bytesScannedCutoffPerQuery",
  "limitAmount",
  "maxCapacity",
  "reservedConcurrentExecutions",
];

/** Resources whose only work is to guard another. */
const GUARDIANS: Readonly<Record<string, string>> = {
  "aws:backup/plan:Plan": "backups are no longer made",
  "aws:backup/selection:Selection": "backups are no longer made",
  "aws:budgets/budget:Budget": "nobody is told of high cost",
  "aws:cloudtrail/trail:Trail": "calls are no longer recorded",
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": "nobody is told any more",
  "aws:cloudwatch/metricAlarm:MetricAlarm": "nobody is told any more",
  "aws:ec2/flowLog:FlowLog": "traffic is no longer recorded",
  "aws:redshiftserverless/usageLimit:UsageLimit": "nothing stops its cost",
  "aws:s3/bucketLogging:BucketLogging": "reads and writes are no longer recorded",
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": "objects can be deleted at once",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    "new objects lose the encryption that it asked for",
  "aws:s3/bucketVersioning:BucketVersioning": "overwritten and deleted objects are lost",
};

/** Whatever kept data, records or cost safe and now does so less. */
export function lostProtection(step: Step): readonly Finding[] {
  if (step.effect === "delete") {
    const type = nameOfToday(step.type);
    const loss = Object.hasOwn(GUARDIANS, type) ? GUARDIANS[type] : undefined;
    return loss === undefined ? [] : [{ ...finding(step, ` goes: ${loss}`), ...guardedBy(step) }];
  }
  const { before, after } = step;
  if (before === undefined || after === undefined || step.effect === "none") return [];
  return [
    ...(before.isProtected && !after.isProtected
      ? [finding(step, " is no longer **protected** from deletion")]
      : []),
    ...(before.isRetainedOnDelete && !after.isRetainedOnDelete
      ? [finding(step, " is no longer **retained** when it leaves the stack")]
      : []),
    ...inputChanges(step).flatMap((change) => {
      const loss = lossOf(change);
      return loss === undefined ? [] : [finding(step, `: ${loss}, `, ...tellChange(change))];
    }),
  ];
}

function lossOf({ path, key, before, after }: InputChange): string | undefined {
  if (GUARDS.includes(key) && isOn(before) && !isOn(after)) return "a guard goes **off**";
  if (HAZARDS.includes(key) && isOn(after)) return "data may now be **deleted with it**";
  if (/versioning/i.test(path) && /^(status|enabled|mfaDelete)$/.test(key) && isOn(before) && !isOn(after))
    return "**versions** are no longer kept";
  if (KEYS.includes(key) && before !== undefined && (after === undefined || after === "AES256"))
    return "**encryption** with a key is dropped";
  if (/require_secure_transport|require_ssl/.test(path) && isOn(before) && !isOn(after))
    return "connections **without TLS** are let in";
  const isExpiry = /[eE]xpiration(\[\d+\])?\.(days|noncurrentDays)$/.test(path);
  if ((isExpiry || KEPT.includes(key)) && isShorter(isExpiry || key === "retentionInDays", before, after))
    return "it is kept **shorter**";
  if (CEILINGS.includes(key) && isHigher(before, after)) return "a ceiling of cost is **raised**";
  return undefined;
}

function isOn(value: unknown): boolean {
  return value === true || (typeof value === "string" && /^(true|on|1|enabled)$/i.test(value));
}

/** @param isForEver whether 0 and nothing at all mean that it is kept for ever; elsewhere they mean the service's own time */
function isShorter(isForEver: boolean, before: unknown, after: unknown): boolean {
  if (isUnknown(before) || isUnknown(after)) return false;
  const time = (value: unknown): number => {
    const given = Number(value ?? 0);
    return isForEver && !(given > 0) ? Number.POSITIVE_INFINITY : given;
  };
  return (isForEver || before !== undefined) && time(after) < time(before);
}

function isHigher(before: unknown, after: unknown): boolean {
  if (before === undefined || isUnknown(after)) return false;
  return after === undefined || Number(after) > Number(before);
}

function finding(step: Step, ...sentence: Sentence): Finding {
  return { danger: "protection", sentence: [...subject(step), ...sentence] };
}
