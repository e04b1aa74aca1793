/**
 * What things cost in a day while nobody uses them, in USD, in eu-central-1 on 2026-11-25. A month has 730 hours.
 * Other regions differ by some percent: it is to tell what must go today from what can wait.
 */
const DAYS_A_MONTH = 730 / 24;

export const IDLE_USD_PER_DAY = {
  /** https://aws.amazon.com/secrets-manager/pricing/: 0.40 a month */
  secret: 0.4 / DAYS_A_MONTH,
  /** https://aws.amazon.com/kms/pricing/: 1.00 a month */
  key: 1 / DAYS_A_MONTH,
  /** https://aws.amazon.com/cloudwatch/pricing/: 0.10 a month */
  alarm: 0.1 / DAYS_A_MONTH,
  /** https://aws.amazon.com/cloudwatch/pricing/: 3.00 a month */
  dashboard: 3 / DAYS_A_MONTH,
  /** https://aws.amazon.com/privatelink/pricing/: 0.012 an hour and zone */
  interfaceEndpoint: 0.012 * 24,
} as const;

export const GB_USD_PER_DAY = {
  /** https://aws.amazon.com/s3/pricing/: 0.0245 a month */
  bucket: 0.0245 / DAYS_A_MONTH,
  /** https://aws.amazon.com/cloudwatch/pricing/: 0.0324 a month */
  logs: 0.0324 / DAYS_A_MONTH,
  /** https://aws.amazon.com/rds/aurora/pricing/: 0.119 a month */
  aurora: 0.119 / DAYS_A_MONTH,
  /** https://aws.amazon.com/rds/aurora/pricing/: 0.0235 a month */
  auroraSnapshot: 0.0235 / DAYS_A_MONTH,
  /** https://aws.amazon.com/redshift/pricing/: 0.0256 a month */
  redshift: 0.0256 / DAYS_A_MONTH,
  /** https://aws.amazon.com/redshift/pricing/: as S3 */
  redshiftSnapshot: 0.0245 / DAYS_A_MONTH,
} as const;

/** Price of so many bytes in one of those places. */
export function storedUsdPerDay(place: keyof typeof GB_USD_PER_DAY, bytes: number): number {
  return (bytes / 2 ** 30) * GB_USD_PER_DAY[place];
}
