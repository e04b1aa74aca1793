/** A comment on a pull request, as far as it is needed here. */
export interface Comment {
  readonly id: number;
  readonly body: string;
  /** Whether a program wrote it, as a workflow's token does. */
  readonly isByBot: boolean;
}

/** The comments of one pull request. */
export interface Comments {
  /** Oldest first. */
  list(): AsyncIterable<Comment>;
  create(body: string): Promise<void>;
  update(id: number, body: string): Promise<void>;
  delete(id: number): Promise<void>;
}
