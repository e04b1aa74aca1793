// Preloaded by Pulumi.yaml: lets Node run the program's TypeScript by tsx, and makes tsx leave packages alone, which are
// JavaScript already. Reading and resolving each of their 3,000 files again took as long as the rest of a preview's
// start (docs/decisions/061-a-preview-in-seconds.md).
const Module = require("node:module");

// Compiled code is kept between runs, in the folder for temporary files or where NODE_COMPILE_CACHE says.
Module.enableCompileCache?.();

const isOfPackage = (file) => file?.includes("/node_modules/") ?? false;

const plain = { load: Module._extensions[".js"], resolve: Module._resolveFilename };
require("tsx/cjs");
const typed = { load: Module._extensions[".js"], resolve: Module._resolveFilename };

Module._extensions[".js"] = (module, file) => (isOfPackage(file) ? plain : typed).load(module, file);
Module._resolveFilename = (request, parent, ...more) =>
  (isOfPackage(parent?.filename) ? plain : typed).resolve(request, parent, ...more);

// Pulumi takes a stack for each of its promises, in case one is never kept, and every frame of it is looked up in a
// source map, by Node and by the package that Pulumi's runner sets in its place. Those errors have no message; others
// keep their mapped stack.
if (process.env.PULUMI_DEBUG_PROMISE_LEAKS === undefined) {
  let format = Error.prepareStackTrace;
  const formatNamed = (error, frames) => (error.message === "" ? String(error) : format(error, frames));
  Object.defineProperty(Error, "prepareStackTrace", {
    get: () => (format === undefined ? undefined : formatNamed),
    set: (next) => {
      format = next;
    },
  });
}
