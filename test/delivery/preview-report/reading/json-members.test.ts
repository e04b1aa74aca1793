import { expect } from "chai";
import fc from "fast-check";
import { jsonMembers, type Member } from "../../../../delivery/preview-report/reading/json-members";
import { chunksOf } from "../preview-text";

describe("the members of a large JSON object", () => {
  it("come one by one, and the split array element by element", async () => {
    const text = '{"config": {"a": "b"}, "steps": [{"op": "same"}, 7], "duration": 5}';

    const members = await all(text);

    expect(members).to.deep.equal([
      { name: "config", value: { a: "b" } },
      { name: "steps", value: [] },
      { name: "steps", value: { op: "same" }, position: 0 },
      { name: "steps", value: 7, position: 1 },
      { name: "duration", value: 5 },
    ]);
  });

  it("are the same wherever the text is cut into chunks", async () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    await fc.assert(
      fc.asyncProperty(value, fc.array(value), fc.integer({ min: 1, max: 40 }), async (head, steps, size) => {
        const members = await all(JSON.stringify({ head, steps, tail: '"]}\\' }, null, 2), size);

        const parsed = JSON.parse(JSON.stringify({ head, steps, tail: '"]}\\' }));
        expect(members.find(({ name }) => name === "head")?.value).to.deep.equal(parsed.head);
        expect(members.filter(({ position }) => position !== undefined).map((m) => m.value)).to.deep.equal(
          parsed.steps,
        );
        expect(members.at(-1)).to.deep.equal({ name: "tail", value: '"]}\\' });
      }),
      { numRuns: 200 },
    );
  });

  it("are read behind a byte-order mark", async () => {
    expect(await all('\uFEFF{"duration": 5}')).to.deep.equal([{ name: "duration", value: 5 }]);
  });

  it("are not taken from an array of that name further inside", async () => {
    expect(await all('{"config": {"steps": [1]}}')).to.deep.equal([
      { name: "config", value: { steps: [1] } },
    ]);
  });

  it("are refused wherever the object is cut off", async () => {
    const text = '{"config": {"a": "b"}, "steps": [{"op": "same"}, {"op": "create"}], "duration": 5}';

    for (let length = 1; length < text.length; length += 1)
      expect(await fault(text.slice(0, length)), text.slice(0, length)).to.match(/^the preview is cut off/);
  });

  for (const [name, text, sentence] of [
    ["an empty file", "", /is no JSON object/],
    ["a list", "[1]", /is no JSON object/],
    ["plain text", "Previewing update (dev)", /is no JSON object/],
    ["UTF-16", "\uFEFF\u0000{", /is no JSON object/],
    ["a stream of events", '{"sequence":0}\n{"sequence":1}', /more text follows/],
    ["a comma too many", '{"steps": [1,,2]}', /is no JSON:/],
    ["brackets that do not fit", '{"steps": [1}', /is no JSON:/],
    ["a member without a value", '{"config"}', /is no JSON:/],
    ["a word that is no value", '{"steps": [yes]}', /is no JSON:/],
  ] as const) {
    it(`are refused for ${name}`, async () => {
      expect(await fault(text)).to.match(sentence);
    });
  }
});

async function all(text: string, chunkBytes?: number): Promise<Member[]> {
  const members: Member[] = [];
  for await (const member of jsonMembers(chunksOf(text, chunkBytes), "steps")) members.push(member);
  return members;
}

async function fault(text: string): Promise<string> {
  try {
    await all(text);
    return "none";
  } catch (error) {
    return (error as Error).message;
  }
}
