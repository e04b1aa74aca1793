import { Config } from "@pulumi/pulumi";
import { ConfigError } from "../config/config-error";
import { requireRegion } from "../config/regions";
import { ENVIRONMENTS, type Environment } from "./environments";

export interface BootstrapConfig {
  readonly region: string;
  readonly owner: string;
  /** `owner/name` on GitHub: workflows of this repository alone may take the roles. */
  readonly repository: string;
  /** Those whose stacks are in this account. */
  readonly environments: readonly Environment[];
  /** The account's identity provider for GitHub, where there is one already: an account has one at most. */
  readonly identityProviderArn?: string;
}

const REPOSITORY = /^[A-Za-z0-9-]{1,39}\/[A-Za-z0-9._-]{1,100}$/;
const PROVIDER_ARN = /^arn:[\w-]+:iam::\d{12}:oidc-provider\/token\.actions\.githubusercontent\.com$/;

/** @throws RunError one sentence with the key, its value and what is allowed */
export function readBootstrapConfig(): BootstrapConfig {
  const config = new Config();
  const repository = config.get("repository");
  if (repository === undefined || !REPOSITORY.test(repository))
    throw new ConfigError(
      "careplus-bootstrap:repository",
      repository,
      '"owner/name" of the repository on GitHub',
    );
  const identityProviderArn = config.get("identityProviderArn");
  if (identityProviderArn !== undefined && !PROVIDER_ARN.test(identityProviderArn))
    throw new ConfigError(
      "careplus-bootstrap:identityProviderArn",
      identityProviderArn,
      "the ARN of the account's provider token.actions.githubusercontent.com",
    );
  return {
    region: requireRegion(new Config("aws").get("region")),
    owner: config.get("owner") ?? "data-platform",
    repository,
    environments: readEnvironments(config),
    ...(identityProviderArn !== undefined && { identityProviderArn }),
  };
}

/** All of them, unless an account is to have some of them only. */
function readEnvironments(config: Config): readonly Environment[] {
  const names = config
    .get("environments")
    ?.split(",")
    .map((name) => name.trim());
  if (names === undefined) return ENVIRONMENTS;
  return names.map((name) => {
    const found = ENVIRONMENTS.find((environment) => environment.name === name);
    if (found !== undefined) return found;
    const known = ENVIRONMENTS.map((environment) => environment.name).join(", ");
    throw new ConfigError("careplus-bootstrap:environments", name, `some of ${known}, with commas between`);
  });
}
