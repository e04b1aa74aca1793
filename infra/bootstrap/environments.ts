/** An environment of GitHub, whose jobs take one role on AWS. */
export interface Environment {
  readonly name: string;
  /** The stacks that it is about: one name, or all that begin alike. */
  readonly stacks: "dev" | "prod" | "pr-*";
  readonly access: Access;
  /**
   * Folder of the state's bucket, where the stacks have one to themselves: listing stacks reads the state of each, which
   * short-lived ones do with every command and may not do with the others.
   */
  readonly stateFolder?: string;
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
  { name: "short-lived", stacks: "pr-*", access: "deploy", stateFolder: "short-lived" },
  { name: "prod-preview", stacks: "prod", access: "read" },
  { name: "prod", stacks: "prod", access: "deploy" },
];
