import { DataApiSession } from "../../../runtime/warehouse/data-api";
import type { Clients } from "../aws/clients";
import type { StepLog } from "../step-log";
import { lastError, queuesLine } from "./look-around";
import type { Marked } from "./smoke";
import type { SmokeTarget } from "./smoke-target";
import { type SmokeLimits, untilSeen } from "./until-seen";

const IN_WAREHOUSE = "select count(*) as entries from rpt.log_entries where ticket_id = :ticket";

/** Ships a log file of one entry and follows it to the warehouse. */
export async function driveLog(
  { stack, ticketId, now }: Marked,
  clients: Clients,
  target: SmokeTarget,
  log: StepLog,
  limits: SmokeLimits,
): Promise<void> {
  const name = `smoke-${ticketId}.log`;
  await log.run(
    "ship a log file",
    () =>
      clients.s3.putObject({ Bucket: target.rawBucket, Key: `logs/${name}`, Body: logText(ticketId, now) }),
    () => `logs/${name}`,
  );
  const around = async (role: string): Promise<string> =>
    `${await queuesLine(clients, target)}; ${await lastError(clients, `careplus-${stack}-${role}`, now)}`;
  await log.run(
    "see it transformed",
    () =>
      untilSeen(
        `The manifest of logs/${name}`,
        limits,
        async () => {
          const Prefix = `manifests/logs/${name}-`;
          const { Contents = [] } = await clients.s3.listObjectsV2({
            Bucket: target.processedBucket,
            Prefix,
          });
          return Contents[0]?.Key;
        },
        () => around("log-transformer"),
      ),
    (key) => key,
  );
  const session = new DataApiSession(clients.redshiftData, target.warehouse);
  await log.run(
    "see it in the warehouse",
    () =>
      untilSeen(
        `The entry of ${ticketId} in rpt.log_entries`,
        limits,
        async () => {
          const [row] = await session.read(IN_WAREHOUSE, { ticket: ticketId });
          return row?.entries === 1 || undefined;
        },
        () => around("loader"),
      ),
    () => "1 entry in rpt.log_entries",
  );
}

/** One entry by docs/data.md section 2. */
function logText(ticketId: string, now: Date): string {
  const at = now.toISOString().slice(0, 19).replace("T", " ");
  return [
    `${at} [INFO] careplus.delivery.SmokeTest - TicketID=${ticketId} SessionID=sess_${ticketId}`,
    "IP=192.0.2.1 | ResponseTime=1ms | CPU=1.00% | EventType=smoke_test | Error=false",
    'UserAgent="smoke"',
    `Message="smoke test ${ticketId}"`,
    'Debug=""',
    "TraceID=None",
    "---",
    "",
  ].join("\n");
}
