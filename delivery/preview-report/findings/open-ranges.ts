import type { Inputs, Step } from "../reading/step";
import { quote, type Sentence } from "../values/sentence";

/** Shortest prefix of a range that is still somebody's network; two halves of the internet are open, too. */
const LEAST_PREFIX_BITS = 8;

/** Ingress rules of security groups, and routes to an internet gateway, that are open to the world and were not before. */
export function openRanges({ before, after }: Step): readonly Sentence[] {
  if (after === undefined) return [];
  const known = new Set(openings(before?.type ?? "", before?.inputs ?? {}).map(textOf));
  return openings(after.type, after.inputs).filter((opening) => !known.has(textOf(opening)));
}

function openings(type: string, inputs: Inputs): readonly Sentence[] {
  switch (type) {
    case "aws:ec2/securityGroup:SecurityGroup":
    case "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup":
      return list(inputs.ingress).flatMap((rule) => tellRule(rule as Inputs));
    case "aws:ec2/securityGroupRule:SecurityGroupRule":
      return inputs.type === "ingress" ? tellRule(inputs) : [];
    case "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule":
      return tellRule({ ...inputs, protocol: inputs.ipProtocol });
    case "aws:ec2/route:Route":
      return tellRoute(inputs);
    default:
      return [];
  }
}

function tellRule(rule: Inputs): readonly Sentence[] {
  const ranges = [rule.cidrIpv4, rule.cidrIpv6, ...list(rule.cidrBlocks), ...list(rule.ipv6CidrBlocks)];
  return ranges.filter(isWorld).map((range) => [...tellPorts(rule), " from ", quote(range)]);
}

function tellPorts({ protocol, fromPort, toPort }: Inputs): Sentence {
  if (protocol === undefined || String(protocol) === "-1" || protocol === "all") return ["every port"];
  const ports = fromPort === toPort ? String(fromPort) : `${fromPort}–${toPort}`;
  return ["port ", quote(`${protocol} ${ports}`)];
}

function tellRoute(route: Inputs): readonly Sentence[] {
  const range = route.destinationCidrBlock ?? route.destinationIpv6CidrBlock;
  return route.gatewayId !== undefined && isWorld(range) ? [["a route to a gateway for ", quote(range)]] : [];
}

function isWorld(range: unknown): range is string {
  const bits = typeof range === "string" ? /\/(\d+)$/.exec(range)?.[1] : undefined;
  return bits !== undefined && Number(bits) < LEAST_PREFIX_BITS;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.filter((item) => item !== null && item !== undefined) : [];
}

function textOf(sentence: Sentence): string {
  return JSON.stringify(sentence);
}
