export * from "./expected";
export * from "./generate";
export * from "./logs";
export * from "./mysql-dump";
export * from "./raw-ticket";
export * from "./tickets";
