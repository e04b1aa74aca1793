import { CareplusError } from "../../runtime/errors";
import type { Row } from "../warehouse/reader";
import { findOwner, type Owner } from "./owner-file";
import type { OwnerQuery } from "./owner-server";

/**
 * Asks the process that owns the state folder. Undefined when none lives, or when it ended while being asked:
 * the file can then be read directly.
 */
export async function askOwner(stateDir: string, question: OwnerQuery): Promise<Row[] | undefined> {
  const owner = await findOwner(stateDir);
  if (owner === undefined) return undefined;
  const response = await post(owner, question);
  if (response === undefined) return undefined;
  const body = (await response.json()) as { rows: Row[] } | { error: { code: string; message: string } };
  if ("error" in body) throw new CareplusError(body.error.code, body.error.message);
  return body.rows;
}

async function post(owner: Owner, question: OwnerQuery): Promise<Response | undefined> {
  try {
    return await fetch(owner.url, {
      method: "POST",
      headers: { authorization: `Bearer ${owner.token}` },
      body: JSON.stringify(question),
    });
  } catch {
    return undefined;
  }
}
