import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { CareplusError } from "../../runtime/errors";

/** Files that Power BI Desktop keeps for itself; they are never ours. */
const DESKTOP_FOLDER = "/.pbi/";

/**
 * Writes the files into the folder and takes out others that stood there, except Power BI Desktop's own.
 *
 * @throws CareplusError `powerbi_folder` when other people's files are in it
 */
export async function writeProject(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  const standing = await listFiles(folder);
  if (standing.length > 0 && !standing.some((path) => path.endsWith(".pbip") && files[path] !== undefined)) {
    throw new CareplusError(
      "powerbi_folder",
      `${folder} holds other files: give an empty folder, or one of ours`,
    );
  }
  for (const path of standing) if (files[path] === undefined) await rm(join(folder, path));
  for (const [path, text] of Object.entries(files)) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}

/** What of the folder differs from the files: one sentence for each. */
export async function compareProject(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const standing = new Set(await listFiles(folder));
  const found: string[] = [];
  for (const [path, text] of Object.entries(files)) {
    if (!standing.delete(path)) found.push(`${path} is missing`);
    else if ((await readFile(join(folder, path), "utf8")) !== text) found.push(`${path} differs`);
  }
  for (const path of standing) found.push(`${path} is not written by the generator`);
  return found;
}

/** Paths of the folder's files with forward slashes; none where there is no folder. */
async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join("/"),
    )
    .filter((path) => !`/${path}`.includes(DESKTOP_FOLDER));
}
