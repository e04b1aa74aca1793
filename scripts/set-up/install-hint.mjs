import { findProgram } from "./programs.mjs";

/** Package managers in the order in which they are looked for, and how each installs. */
const MANAGERS = [
  {
    name: "apt-get",
    command: (packages) =>
      `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages}`,
  },
  { name: "dnf", command: (packages) => `sudo dnf install -y ${packages}` },
  { name: "pacman", command: (packages) => `sudo pacman -S --needed ${packages}` },
  { name: "zypper", command: (packages) => `sudo zypper install -y ${packages}` },
  { name: "brew", command: (packages) => `brew install ${packages}` },
];

/** One sentence that names what is missing and, where it is known, the command that installs it here. */
export function installHint(missing, find = findProgram) {
  const labels = missing.map((program) => program.label).join(" and ");
  const manager = MANAGERS.find(({ name }) => find(name) !== undefined);
  if (manager === undefined) {
    const isDatabaseMissing = missing.some((program) => program.name === "database");
    const orDocker = isDatabaseMissing
      ? " (for the demo, a running Docker engine does as well as MariaDB)"
      : "";
    return `${labels} not found: install it with this system's package manager and run this again${orDocker}`;
  }
  const packages = missing.flatMap((program) =>
    manager.name === "apt-get" ? program.debianPackages : program.otherPackages[manager.name],
  );
  return `${labels} not found: install it with \`${manager.command(packages.join(" "))}\` and run this again`;
}
