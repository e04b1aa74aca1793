/** A DAX expression, taken apart. Only the subset that the measures use is known; anything else is refused. */
export type Expression =
  | { readonly kind: "constant"; readonly value: number | string }
  | { readonly kind: "table"; readonly table: string }
  | { readonly kind: "column"; readonly table: string; readonly column: string }
  | { readonly kind: "measure"; readonly name: string }
  | { readonly kind: "not"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] };

const TOKEN =
  /\s+|"(?<text>(?:[^"]|"")*)"|'(?<table>[^']+)'|\[(?<name>[^\]]+)\]|(?<number>\d+(?:\.\d+)?)|(?<word>[A-Z][A-Z.]*)|(?<sign><>|<=|>=|[=<>+\-*/(),])/y;

type Token = readonly [kind: string, text: string];

/** Reads an expression. Throws at whatever it does not know. */
export function parseDax(dax: string): Expression {
  const tokens = tokenize(dax);
  let at = 0;

  const peek = (): string => tokens[at]?.[1] ?? "";
  const isSign = (...signs: string[]): boolean => tokens[at]?.[0] === "sign" && signs.includes(peek());
  const expect = (sign: string): void => {
    if (!isSign(sign)) throw new Error(`${dax}: ${sign} expected, found ${peek() || "the end"}`);
    at += 1;
  };
  const binary = (operand: () => Expression, ...signs: string[]): Expression => {
    let left = operand();
    while (isSign(...signs)) {
      const operator = peek();
      at += 1;
      left = { kind: "binary", operator, left, right: operand() };
    }
    return left;
  };
  const condition = (): Expression => {
    if (tokens[at]?.[0] !== "word" || peek() !== "NOT") return comparison();
    at += 1;
    return { kind: "not", operand: condition() };
  };
  const comparison = (): Expression => binary(sum, "=", "<>", "<", ">", "<=", ">=");
  const sum = (): Expression => binary(product, "+", "-");
  const product = (): Expression => binary(primary, "*", "/");
  const call = (name: string): Expression => {
    expect("(");
    const args: Expression[] = [];
    while (!isSign(")")) {
      args.push(condition());
      if (!isSign(")")) expect(",");
    }
    expect(")");
    return { kind: "call", name, args };
  };
  const primary = (): Expression => {
    const [kind, text] = tokens[at] ?? ["end", "the end"];
    at += 1;
    if (kind === "number") return { kind: "constant", value: Number(text) };
    if (kind === "text") return { kind: "constant", value: text.replaceAll('""', '"') };
    if (kind === "name") return { kind: "measure", name: text };
    if (kind === "word") return call(text);
    if (kind === "table") {
      if (tokens[at]?.[0] !== "name") return { kind: "table", table: text };
      at += 1;
      return { kind: "column", table: text, column: tokens[at - 1]![1] };
    }
    if (text !== "(") throw new Error(`${dax}: ${text} is not expected`);
    const inner = condition();
    expect(")");
    return inner;
  };

  const parsed = condition();
  if (at < tokens.length) throw new Error(`${dax}: ${peek()} is not expected`);
  return parsed;
}

function tokenize(dax: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < dax.length) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(dax);
    if (match === null) throw new Error(`${dax}: cannot read ${dax.slice(from, from + 10)}`);
    const found = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined);
    if (found !== undefined) tokens.push([found[0], found[1]!]);
  }
  return tokens;
}
