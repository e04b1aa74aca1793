// Writes the parts of docs/architecture.md that are made from the program: `npm run architecture`.

import { writeFile } from "node:fs/promises";
import { CareplusError } from "../../runtime/errors";
import { currentArchitecturePage, PAGE } from "./architecture-page";

currentArchitecturePage()
  .then((page) => writeFile(PAGE, page))
  .then(() => console.log("docs/architecture.md is written"))
  .catch((error: unknown) => {
    if (!(error instanceof CareplusError)) throw error;
    console.error(`architecture: ${error.message}`);
    process.exitCode = 1;
  });
