import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Where packages put servers; system sbin directories are often not on a user's PATH. */
const SERVER_DIRS = [
  "/usr/sbin",
  "/usr/local/sbin",
  "/usr/libexec",
  "/usr/bin",
  "/usr/local/bin",
  "/opt/homebrew/bin",
];

export interface MariadbPrograms {
  readonly server: string;
  /** Creates a data directory. */
  readonly installer: string;
}

/** The MariaDB server and its installer, or undefined when this machine lacks one of them. */
export function findMariadb(path = process.env.PATH ?? ""): MariadbPrograms | undefined {
  const dirs = [...path.split(delimiter).filter((dir) => dir !== ""), ...SERVER_DIRS];
  const server = findProgram(["mariadbd", "mysqld"], dirs);
  const installer = findProgram(["mariadb-install-db", "mysql_install_db"], dirs);
  return server === undefined || installer === undefined ? undefined : { server, installer };
}

function findProgram(names: readonly string[], dirs: readonly string[]): string | undefined {
  const candidates = names.flatMap((name) => dirs.map((dir) => join(dir, name)));
  return candidates.find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
