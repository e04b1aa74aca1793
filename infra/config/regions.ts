import { ConfigError } from "./config-error";

/**
 * Regions of the standard partition with Redshift Serverless, Glue 5.0, Lambda on arm64 and three or more zones:
 * https://docs.aws.amazon.com/general/latest/gr/redshift-service.html
 */
const SUPPORTED_REGIONS: readonly string[] = [
  "us-east-1",
  "us-east-2",
  "us-west-2",
  "ca-central-1",
  "eu-central-1",
  "eu-north-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "sa-east-1",
];

/** @throws ConfigError when the platform's services are not all there */
export function requireRegion(region: string | undefined): string {
  if (region !== undefined && SUPPORTED_REGIONS.includes(region)) return region;
  throw new ConfigError("aws:region", region, `one of ${SUPPORTED_REGIONS.join(", ")}`);
}
