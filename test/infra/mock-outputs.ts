export { answersOf, callAnswer, outputsOf } from "../../delivery/program/mock-outputs";
