import { CareplusError } from "../../../runtime/errors";
import { isRecord, textMember } from "../../../runtime/json-member";
import type { Comment, Comments } from "./comment";

export interface PullRequest {
  /** `https://api.github.com`, or that of a GitHub Enterprise server. */
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
}

const PAGE_SIZE = 100;
/** Until GitHub has answered whole. */
const ANSWER_MS = 30_000;

/**
 * Comments by GitHub's REST API; a pull request's comments are those of the issue of the same number.
 * https://docs.github.com/en/rest/issues/comments
 */
export class GithubComments implements Comments {
  private readonly repositoryUrl: string;

  constructor(
    private readonly pullRequest: PullRequest,
    private readonly token: string,
  ) {
    this.repositoryUrl = `${pullRequest.apiUrl}/repos/${pullRequest.repository}`;
  }

  async *list(): AsyncGenerator<Comment> {
    for (let page = 1; ; page++) {
      const answer = await this.ask("GET", `${this.ofPullRequest()}?per_page=${PAGE_SIZE}&page=${page}`);
      const comments = parseComments(answer);
      yield* comments;
      if (comments.length < PAGE_SIZE) return;
    }
  }

  async create(body: string): Promise<void> {
    await this.ask("POST", this.ofPullRequest(), { body });
  }

  async update(id: number, body: string): Promise<void> {
    await this.ask("PATCH", `issues/comments/${id}`, { body });
  }

  async delete(id: number): Promise<void> {
    await this.ask("DELETE", `issues/comments/${id}`);
  }

  private ofPullRequest(): string {
    return `issues/${this.pullRequest.number}/comments`;
  }

  private async ask(
    method: string,
    path: string,
    content?: Readonly<Record<string, string>>,
  ): Promise<string> {
    try {
      const response = await fetch(`${this.repositoryUrl}/${path}`, {
        method,
        headers: {
          accept: "application/vnd.github+json",
          authorization: `Bearer ${this.token}`,
          "x-github-api-version": "2022-11-28",
        },
        ...(content !== undefined && { body: JSON.stringify(content) }),
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      const text = await response.text();
      if (!response.ok) throw refusal(response.status, text);
      return text;
    } catch (error) {
      if (error instanceof CareplusError) throw error;
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new CareplusError("github_unreachable", `GitHub cannot be reached: ${reason}`, { cause: error });
    }
  }
}

function refusal(status: number, text: string): CareplusError {
  const hints: Readonly<Record<number, string>> = {
    401: ": GITHUB_TOKEN is not valid",
    403: ": the job needs the permission `pull-requests: write`",
    404: ": the repository or the pull request is not there, or GITHUB_TOKEN may not see it",
  };
  const message = messageOf(text);
  const told = message === undefined ? "" : ` (${message})`;
  return new CareplusError("github_refused", `GitHub answered ${status}${told}${hints[status] ?? ""}.`);
}

function messageOf(text: string): string | undefined {
  try {
    return textMember(JSON.parse(text), "message");
  } catch {
    return undefined;
  }
}

/** @throws CareplusError when it is no list of comments, as a proxy's page would be */
function parseComments(text: string): readonly Comment[] {
  const fault = new CareplusError("github_answer", "GitHub's answer is no list of comments.");
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw fault;
  }
  if (!Array.isArray(answer)) throw fault;
  return answer.map((item: unknown) => {
    if (!isRecord(item) || typeof item.id !== "number") throw fault;
    return {
      id: item.id,
      body: textMember(item, "body") ?? "",
      isByBot: textMember(item, "user", "type") === "Bot",
    };
  });
}
