export * from "./colours";
export * from "./date-range";
export * from "./model";
export * from "./page-query";
export * from "./pages";
export * from "./selection";
export * from "./shares";
