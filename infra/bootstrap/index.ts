import { readBootstrapConfig } from "./bootstrap-config";
import { DeliveryRoles } from "./delivery-roles";
import { StateStore } from "./state-store";

const config = readBootstrapConfig();

const state = new StateStore("state", { config });

const roles = new DeliveryRoles("delivery", { config, state });

/** To be set as variables of the GitHub environments: `STATE_URL` in each, and its own `AWS_ROLE`. */
export const stateUrl = state.url;
export const secretsProvider = state.secretsProvider;
export const roleArns = roles.arns;
