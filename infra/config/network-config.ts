import { ConfigError } from "./config-error";
import type { NetworkConfig } from "./platform-config";
import type { Section } from "./section";

/** Redshift Serverless wants subnets in three availability zones. */
const ZONES = 3;

/** Reads `careplus:network`: a VPC of the stack's own, or one that is there. */
export function readNetwork(section: Section, region: string): NetworkConfig {
  const kind = section.choice("kind", ["new", "existing"], "new");
  if (kind === "new") {
    const cidr = section.text(
      "cidr",
      /^(\d{1,3}\.){3}\d{1,3}\/(1[6-9]|2[0-4])$/,
      'an IPv4 range from /16 to /24, e.g. "10.20.0.0/20"',
      "10.20.0.0/20",
    );
    const zones = section.texts(
      "zones",
      zonePattern(region),
      `${ZONES} availability zones of ${region}`,
      ["a", "b", "c"].map((letter) => `${region}${letter}`),
    );
    section.requireNothingElse("kind, cidr, zones");
    requireZones(section.key("zones"), zones, region);
    return { kind, cidr, zones };
  }
  const vpcId = section.text(
    "vpcId",
    /^vpc-[0-9a-f]{8,17}$/,
    'the id of a VPC, e.g. "vpc-0123456789abcdef0"',
  );
  const subnets = readSubnets(section, region);
  section.requireNothingElse("kind, vpcId, subnets");
  return { kind, vpcId, subnets };
}

function readSubnets(
  section: Section,
  region: string,
): readonly { readonly zone: string; readonly subnetId: string }[] {
  const key = section.key("subnets");
  const zones = section.section("subnets");
  const names = zones?.names() ?? [];
  if (zones === undefined || names.length === 0)
    throw new ConfigError(key, undefined, `a map of ${ZONES} availability zones to one subnet each`);
  requireZones(key, names, region);
  const subnets = names.map((zone) => ({
    zone,
    subnetId: zones.text(
      zone,
      /^subnet-[0-9a-f]{8,17}$/,
      'the id of a subnet, e.g. "subnet-0123456789abcdef0"',
    ),
  }));
  const ids = subnets.map(({ subnetId }) => subnetId);
  if (new Set(ids).size < ids.length)
    throw new ConfigError(key, ids, "a different subnet for each availability zone");
  return subnets;
}

function requireZones(key: string, zones: readonly string[], region: string): void {
  const isRight =
    new Set(zones).size === ZONES &&
    zones.length === ZONES &&
    zones.every((zone) => zonePattern(region).test(zone));
  if (!isRight)
    throw new ConfigError(
      key,
      zones,
      `${ZONES} different availability zones of ${region} (Redshift Serverless needs them)`,
    );
}

function zonePattern(region: string): RegExp {
  return new RegExp(`^${region}[a-f]$`);
}
