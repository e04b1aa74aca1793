import { actionOf } from "../infra/sdk-actions";
import type { Clients } from "./clients";
import type { SdkCall } from "./sdk-calls";

interface Statement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

/**
 * The calls that AWS would refuse, each once, as `function action resource`: the emulator asks no policy. Of S3 the
 * object's ARN is held against the policy's, of other services the action alone.
 */
export async function refusedCalls(
  { iam }: Pick<Clients, "iam">,
  calls: readonly SdkCall[],
): Promise<string[]> {
  const names = [...new Set(calls.map(({ functionName }) => functionName))];
  const policies = new Map(
    await Promise.all(names.map(async (name) => [name, await statementsOf(iam, name)] as const)),
  );
  const refused = calls.flatMap((call) => {
    const action = actionOfCall(call);
    const resource = call.Bucket && ["arn:aws:s3:::".concat(call.Bucket), ...keyOf(call)].join("/");
    const isAllowed = policies
      .get(call.functionName)
      ?.some((statement) => allows(statement, action, resource));
    return isAllowed ? [] : [[call.functionName, action, resource ?? ""].join(" ").trim()];
  });
  return [...new Set(refused)];
}

/** The program gives a function and its role one name, and the role one policy. */
async function statementsOf(iam: Clients["iam"], name: string): Promise<readonly Statement[]> {
  const { PolicyDocument = "" } = await iam.getRolePolicy({ RoleName: name, PolicyName: name });
  return (JSON.parse(decodeURIComponent(PolicyDocument)) as { Statement: readonly Statement[] }).Statement;
}

function actionOfCall({ service, command, VersionId }: SdkCall): string {
  const action = actionOf(service.toLowerCase().replaceAll(" ", "-"), command.replace(/Command$/, ""));
  return action === "s3:GetObject" && VersionId !== undefined ? "s3:GetObjectVersion" : action;
}

function keyOf({ Key }: SdkCall): readonly string[] {
  return Key === undefined ? [] : [Key];
}

function allows(
  { Effect, Action, Resource }: Statement,
  action: string,
  resource: string | undefined,
): boolean {
  if (Effect !== "Allow" || !Action.includes(action)) return false;
  return resource === undefined || Resource.some((pattern) => isLike(resource, pattern));
}

/** As IAM compares: `*` stands for anything. */
function isLike(resource: string, pattern: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(resource);
}
