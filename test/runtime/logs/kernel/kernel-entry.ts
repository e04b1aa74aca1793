import type { TextColumnName } from "../../../../runtime/logs/kernel/kernel-exports";
import { LogKernel } from "../../../../runtime/logs/kernel/log-kernel";
import type { LogEntry } from "../../../../runtime/logs/log-entry";

const kernel = LogKernel.take();

/** A kernel without rows whose input begins with `text`, and to which every hash is new. It is the same one each time. */
export function kernelOf(text: Buffer): LogKernel {
  kernel.exports.dropRows();
  kernel.input.set(text);
  return kernel;
}

/** The values of a kernel's row, in the words of the tolerant parser, and the whole entry where it is rejected. */
export function rowOf(
  kernel: LogKernel,
  row: number,
): { readonly entry: LogEntry; readonly rawRecord: string | null } {
  const { exports, view, memory } = kernel;
  const text = (name: TextColumnName): string | null => {
    const at = exports.spanAt(exports[name].value, row);
    const [from, to] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
    return from === to ? null : memory.toString("utf8", from, to);
  };
  const whole = (name: "LOGGED_AT" | "RESPONSE_TIME"): number =>
    Number(view.getBigInt64(exports.numberAt(exports[name].value, row), true));
  const entry = {
    loggedAtMicros: whole("LOGGED_AT"),
    level: text("LEVEL") ?? "",
    component: text("COMPONENT") ?? "",
    ticketId: text("TICKET_ID"),
    sessionId: text("SESSION_ID"),
    ip: text("IP") ?? "",
    responseTimeMs: whole("RESPONSE_TIME"),
    cpuPercent: view.getFloat64(exports.numberAt(exports.CPU.value, row), true),
    eventType: text("EVENT_TYPE") ?? "",
    isError: view.getUint8(exports.errorAt(row)) === 1,
    userAgent: text("USER_AGENT") ?? "",
    message: text("MESSAGE") ?? "",
    debug: text("DEBUG"),
    traceId: text("TRACE_ID"),
  };
  return { entry, rawRecord: text("RAW_RECORD") };
}
