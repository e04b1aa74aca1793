export * from "../../runtime/generate/raw-ticket";
export * from "../../runtime/generate/tickets";
export * from "./expected";
export * from "./generate";
export * from "./logs";
export * from "./mysql-dump";
