import { readBootstrapConfig } from "./bootstrap-config";
import { DeliveryRoles } from "./delivery-roles";
import { StateStore } from "./state-store";

const config = readBootstrapConfig();

const state = new StateStore("state", { config });

const roles = new DeliveryRoles("delivery", { config, state });

/** Where this program's own state, and that of the stacks which stay, is at home. */
export const stateUrl = state.url({});
export const secretsProvider = state.secretsProvider;

/** To be set as variables of the GitHub environments, as docs/pull-requests.md says. */
export const variables = Object.fromEntries(
  config.environments.map((environment) => [
    environment.name,
    { AWS_ROLE: roles.arns[environment.name], AWS_REGION: config.region, STATE_URL: state.url(environment) },
  ]),
);
