import type { Comment, Comments } from "./comment";

export type Placed = "created" | "updated" | "left as it is" | "deleted" | "not needed";

/**
 * Leaves one comment with the report, however many runs there were before, and none when nothing changes.
 *
 * @param marker hidden first line of the report, by which an earlier comment is found
 * @param report Markdown that begins with the marker; empty when nothing changes
 */
export async function placeComment(comments: Comments, marker: string, report: string): Promise<Placed> {
  const [first, ...others] = await findOurs(comments, marker);
  // Two runs at once may have left two.
  for (const { id } of others) await comments.delete(id);
  if (report === "") {
    if (first === undefined) return "not needed";
    await comments.delete(first.id);
    return "deleted";
  }
  if (first === undefined) {
    await comments.create(report);
    return "created";
  }
  if (isSame(first.body, report)) return "left as it is";
  await comments.update(first.id, report);
  return "updated";
}

/** A person may have copied the comment: theirs stays. */
async function findOurs(comments: Comments, marker: string): Promise<readonly Comment[]> {
  const ours: Comment[] = [];
  for await (const comment of comments.list())
    if (comment.isByBot && firstLine(comment.body) === marker) ours.push(comment);
  return ours;
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? "";
}

/** GitHub gives texts back with other line ends, and without the last one. */
function isSame(one: string, other: string): boolean {
  const normal = (text: string): string => text.replaceAll("\r\n", "\n").trim();
  return normal(one) === normal(other);
}
