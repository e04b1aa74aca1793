export * from "./dataset";
export * from "./logs";
export * from "./ops";
export * from "./tickets";
export * from "./warehouse";
