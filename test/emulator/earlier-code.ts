import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { Clients } from "./clients";

/**
 * Lets a function be as it was before a passage of its code changed; gives what brings today's code back.
 *
 * @throws Error when the passage is not in the code
 */
export async function runEarlierCode(
  { lambda }: Clients,
  FunctionName: string,
  today: string,
  earlier: string,
): Promise<() => Promise<void>> {
  const { Code } = await lambda.getFunction({ FunctionName });
  const ZipFile = new Uint8Array(await (await fetch(Code?.Location ?? "")).arrayBuffer());
  const files = Object.entries(unzipSync(ZipFile)).map(([path, bytes]): [string, Uint8Array] => [
    path,
    strToU8(strFromU8(bytes).replaceAll(today, earlier)),
  ]);
  const changed = zipSync(Object.fromEntries(files));
  if (!files.some(([, bytes]) => strFromU8(bytes).includes(earlier)))
    throw new Error(`${FunctionName} does not say ${today}`);
  await lambda.updateFunctionCode({ FunctionName, ZipFile: changed });
  return async () => void (await lambda.updateFunctionCode({ FunctionName, ZipFile }));
}
