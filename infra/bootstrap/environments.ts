/** An environment of GitHub, whose jobs take one role on AWS. */
export interface Environment {
  readonly name: string;
  /** The stacks that it is about: one name, or all that begin alike. */
  readonly stacks: "dev" | "prod" | "pr-*";
  readonly access: Access;
}

/** `read`: sees resources and the stack's state, no data, and changes nothing. `deploy`: makes and removes the stacks. */
export type Access = "read" | "deploy";

/**
 * The environments that the workflows name. Reading is apart from deploying, since a preview runs the code of a pull
 * request, and the drift check of prod must not wait for an approval.
 */
export const ENVIRONMENTS: readonly Environment[] = [
  { name: "preview", stacks: "dev", access: "read" },
  { name: "dev", stacks: "dev", access: "deploy" },
  { name: "short-lived", stacks: "pr-*", access: "deploy" },
  { name: "prod-preview", stacks: "prod", access: "read" },
  { name: "prod", stacks: "prod", access: "deploy" },
];
