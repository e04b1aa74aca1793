import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import ts from "typescript";

const AWS = resolve(__dirname, "../../node_modules/@pulumi/aws");

/** What may stand for an input, as the types of @pulumi/aws describe it. */
export type InputType =
  | { readonly kind: "string" | "number" | "boolean" | "asset" | "anything" }
  /** The closed list of an enumeration. */
  | { readonly kind: "choice"; readonly values: readonly unknown[] }
  | { readonly kind: "list"; readonly items: InputType }
  | { readonly kind: "map"; readonly values: InputType }
  /** An interface; its members are read when they are asked for, since some contain themselves. */
  | { readonly kind: "object"; readonly members: () => ReadonlyMap<string, Member> }
  | { readonly kind: "either"; readonly types: readonly InputType[] };

export interface Member {
  readonly type: InputType;
  readonly isRequired: boolean;
}

/** The inputs of a resource, `aws:s3/bucket:Bucket` being `BucketArgs` of `s3/bucket.d.ts`; undefined: there is none. */
export function inputsOfType(type: string): ReadonlyMap<string, Member> | undefined {
  const [, path, resource] = /^aws:(\w+\/\w+):(\w+)$/.exec(type) ?? [];
  if (path === undefined || !existsSync(resolve(AWS, `${path}.d.ts`))) return undefined;
  const args = interfacesOf(`${path}.d.ts`).get(`${resource}Args`);
  return args && membersOf(args);
}

const sources = new Map<string, ts.SourceFile>();

function source(path: string): ts.SourceFile {
  const known = sources.get(path);
  if (known) return known;
  const text = readFileSync(resolve(AWS, path), "utf8");
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  sources.set(path, file);
  return file;
}

const interfaces = new Map<string, ReadonlyMap<string, ts.InterfaceDeclaration>>();

/** The interfaces of a file by name, those of a namespace as `s3.BucketGrant`. */
function interfacesOf(path: string): ReadonlyMap<string, ts.InterfaceDeclaration> {
  const known = interfaces.get(path);
  if (known) return known;
  const found = new Map<string, ts.InterfaceDeclaration>();
  const collect = (node: ts.Node, prefix: string): void => {
    if (ts.isInterfaceDeclaration(node)) found.set(prefix + node.name.text, node);
    else if (ts.isModuleDeclaration(node) && node.body)
      ts.forEachChild(node.body, (child) => collect(child, `${prefix}${node.name.text}.`));
  };
  ts.forEachChild(source(path), (node) => collect(node, ""));
  interfaces.set(path, found);
  return found;
}

function membersOf(declaration: ts.InterfaceDeclaration): ReadonlyMap<string, Member> {
  const file = declaration.getSourceFile();
  const members = declaration.members.filter(ts.isPropertySignature).map((member): [string, Member] => {
    if (member.type === undefined) throw new Error(`${member.name.getText(file)} has no type`);
    return [
      member.name.getText(file).replaceAll(/^["']|["']$/g, ""),
      { type: inputType(member.type, file), isRequired: member.questionToken === undefined },
    ];
  });
  return new Map(members);
}

function inputType(node: ts.TypeNode, file: ts.SourceFile): InputType {
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { kind: "string" };
    case ts.SyntaxKind.NumberKeyword:
      return { kind: "number" };
    case ts.SyntaxKind.BooleanKeyword:
      return { kind: "boolean" };
    case ts.SyntaxKind.AnyKeyword:
      return { kind: "anything" };
  }
  if (ts.isArrayTypeNode(node)) return { kind: "list", items: inputType(node.elementType, file) };
  if (ts.isUnionTypeNode(node)) return unionType(node.types, file);
  if (ts.isTypeLiteralNode(node)) return mapType(node, file);
  if (ts.isTypeReferenceNode(node)) return namedType(node, file);
  throw new Error(`${node.getText(file)}: a form of type that no input had so far`);
}

/** `string | enums.lambda.Runtime` takes any text for the compiler; here the list counts. */
function unionType(nodes: readonly ts.TypeNode[], file: ts.SourceFile): InputType {
  const types = nodes
    .filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword)
    .map((node) => inputType(node, file));
  const choice = types.find(({ kind }) => kind === "choice");
  const [only, ...others] = choice ? types.filter(({ kind }) => kind !== "string") : types;
  if (only === undefined) throw new Error("a union of nothing");
  return others.length === 0 ? only : { kind: "either", types: [only, ...others] };
}

function mapType(node: ts.TypeLiteralNode, file: ts.SourceFile): InputType {
  const [signature] = node.members;
  if (signature === undefined || !ts.isIndexSignatureDeclaration(signature))
    throw new Error(`${node.getText(file)}: a form of type that no input had so far`);
  return { kind: "map", values: inputType(signature.type, file) };
}

function namedType(node: ts.TypeReferenceNode, file: ts.SourceFile): InputType {
  const name = node.typeName.getText(file);
  const [argument] = node.typeArguments ?? [];
  if (name === "pulumi.Input" && argument) return inputType(argument, file);
  if (name.startsWith("pulumi.asset.")) return { kind: "asset" };
  if (name.startsWith("enums.")) return { kind: "choice", values: enumeration(name) };
  if (name.startsWith("inputs.")) {
    const declaration = interfacesOf("types/input.d.ts").get(name.slice("inputs.".length));
    if (declaration === undefined) throw new Error(`${name} is not declared`);
    return { kind: "object", members: () => membersOf(declaration) };
  }
  // A resource in place of its id or ARN: `string | Topic`. The engine is sent the text.
  if (/^\w+$/.test(name)) return { kind: "string" };
  throw new Error(`${name}: a form of type that no input had so far`);
}

/** The values of `enums.lambda.Runtime`, which `types/enums/lambda/index.d.ts` declares as a constant. */
function enumeration(name: string): readonly unknown[] {
  const [, area = "", constant = ""] = name.split(".");
  const file = source(`types/enums/${area}/index.d.ts`);
  const values: unknown[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText(file) === constant && node.type)
      ts.forEachChild(node.type, (member) => {
        if (ts.isPropertySignature(member) && member.type && ts.isLiteralTypeNode(member.type))
          values.push(JSON.parse(member.type.getText(file)));
      });
    ts.forEachChild(node, visit);
  };
  visit(file);
  if (values.length === 0) throw new Error(`${name} has no values`);
  return [...values, ...(LEFT_OUT[name] ?? [])];
}

/** Values that AWS takes and the lists of @pulumi/aws lack. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.create.html
  "enums.rds.InstanceType": ["db.serverless"],
};
