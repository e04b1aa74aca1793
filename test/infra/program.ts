// The recorder of the program is the product's: tests, the cost table and the report on previews see one program.
export {
  type Declared,
  PR_STACK,
  type ProgramRun,
  programOf,
  runProgram,
  type StackSetting,
  stackFile,
} from "../../delivery/program/recorded-program";
