import { price } from "../../cost/prices";
import { DAYS_PER_MONTH } from "../../cost/workload";

/**
 * What things cost in a day while nobody uses them, in USD, at the prices of the cost table. Other regions differ by
 * some percent: it is to tell what must go today from what can wait.
 */
export const IDLE_USD_PER_DAY = {
  secret: usdPerDay("secret-month"),
  key: usdPerDay("kms-key-month"),
  alarm: usdPerDay("cloudwatch-alarm-month"),
  dashboard: usdPerDay("cloudwatch-dashboard-month"),
  /** In one zone. */
  interfaceEndpoint: price("endpoint-hour").usd * 24,
} as const;

const GB_USD_PER_DAY = {
  bucket: usdPerDay("s3-standard-gb-month"),
  logs: usdPerDay("cloudwatch-log-gb-month"),
  aurora: usdPerDay("aurora-storage-gb-month"),
  auroraSnapshot: usdPerDay("aurora-backup-gb-month"),
  /** Billed as S3's: https://aws.amazon.com/redshift/pricing/ */
  redshiftSnapshot: usdPerDay("s3-standard-gb-month"),
} as const;

/** Price of so many bytes in one of those places. */
export function storedUsdPerDay(place: keyof typeof GB_USD_PER_DAY, bytes: number): number {
  return (bytes / 2 ** 30) * GB_USD_PER_DAY[place];
}

function usdPerDay(id: string): number {
  return price(id).usd / DAYS_PER_MONTH;
}
