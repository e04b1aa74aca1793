// The programs that the platform drives, how to find them, and what brings them.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Debian keeps servers in sbin, which is not on everyone's PATH; Homebrew keeps versioned ones in opt. */
const FURTHER_FOLDERS = [
  "/usr/sbin",
  "/usr/local/sbin",
  "/sbin",
  "/usr/libexec",
  "/opt/homebrew/bin",
  "/opt/homebrew/opt/mariadb/bin",
  "/usr/local/opt/mariadb/bin",
  "/usr/local/mysql/bin",
];

const MAC_BROWSERS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Each program is present when one name of every group is found. */
const PROGRAMS = [
  {
    name: "database",
    label: "a MariaDB server",
    groups: [["mariadbd", "mysqld"], ["mariadb-install-db", "mysql_install_db"], ["my_print_defaults"]],
    // The core packages bring the programs alone: no service is started and no system database is made.
    // mariadb-install-db needs my_print_defaults, which only the client package has.
    debianPackages: ["mariadb-server-core", "mariadb-client-core"],
    otherPackages: { brew: "mariadb", dnf: "mariadb-server", pacman: "mariadb", zypper: "mariadb" },
  },
  {
    name: "java",
    label: "Java 17",
    groups: [["java"]],
    debianPackages: ["openjdk-17-jre-headless"],
    otherPackages: {
      brew: "openjdk@17",
      dnf: "java-17-openjdk-headless",
      pacman: "jre17-openjdk-headless",
      zypper: "java-17-openjdk-headless",
    },
  },
  {
    name: "browser",
    label: "Chromium",
    groups: [["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", ...MAC_BROWSERS]],
    debianPackages: ["chromium"],
    otherPackages: { brew: "--cask chromium", dnf: "chromium", pacman: "chromium", zypper: "chromium" },
  },
];

/** The programs among these names that are not on this machine. */
export function findMissingPrograms(names) {
  return PROGRAMS.filter(({ name, groups }) => names.includes(name) && !groups.every(hasOneOf));
}

/** Path of a program that may be started, or undefined. */
export function findProgram(name) {
  if (name.startsWith("/")) return isExecutable(name) ? name : undefined;
  const folders = [...(process.env.PATH ?? "").split(delimiter).filter(Boolean), ...FURTHER_FOLDERS];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function hasOneOf(names) {
  return names.some((name) => findProgram(name) !== undefined);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
