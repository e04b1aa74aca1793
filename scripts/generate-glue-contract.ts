// Writes glue/careplus_glue/contract.py from the contracts and the SQL's steps. `npm run generate:glue`.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { glueContract } from "./glue-contract";

writeFileSync(join(__dirname, "..", "glue", "careplus_glue", "contract.py"), glueContract());
