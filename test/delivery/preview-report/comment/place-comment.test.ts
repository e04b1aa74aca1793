import { expect } from "chai";
import { GithubComments } from "../../../../delivery/preview-report/comment/github-comments";
import { placeComment } from "../../../../delivery/preview-report/comment/place-comment";
import { markerOf } from "../../../../delivery/preview-report/report";
import { PlayedGithub } from "./played-github";

const MARKER = markerOf("dev");
const REPORT = `${MARKER}\n### Preview of \`dev\`: 1 deleted\n`;

describe("placing the report on a pull request", () => {
  let github: PlayedGithub;
  let apiUrl: string;

  beforeEach(async () => {
    github = new PlayedGithub();
    apiUrl = await github.start();
  });
  afterEach(() => github.stop());

  const place = (report: string, { number = 7, token = github.token } = {}) =>
    placeComment(
      new GithubComments({ apiUrl, repository: "careplus/platform", number }, token),
      MARKER,
      report,
    );
  const bodies = () => github.comments.map(({ body }) => body);

  it("makes a comment on the first run", async () => {
    github.comment("User", "Please have a look.");

    const placed = await place(REPORT);

    expect(placed).to.equal("created");
    expect(bodies()).to.deep.equal(["Please have a look.", REPORT]);
  });

  it("updates that comment on later runs, however many comments lie between", async () => {
    await place(REPORT);
    for (let index = 0; index < 230; index++) github.comment("User", `comment ${index}`);

    const placed = await place(`${REPORT}\nmore\n`);

    expect(placed).to.equal("updated");
    expect(github.comments.length).to.equal(231);
    expect(bodies()[0]).to.equal(`${REPORT}\nmore\n`);
  });

  it("finds it behind two hundred comments of others", async () => {
    for (let index = 0; index < 200; index++) github.comment("User", `comment ${index}`);
    await place(REPORT);

    expect(await place(`${REPORT}\nmore\n`)).to.equal("updated");
    expect(github.changes).to.deep.equal(["create", "update 201"]);
  });

  it("leaves the comment as it is when the report is the same, whatever line ends GitHub gives back", async () => {
    github.comment("Bot", REPORT.trimEnd().replaceAll("\n", "\r\n"));

    const placed = await place(REPORT);

    expect(placed).to.equal("left as it is");
    expect(github.changes).to.deep.equal([]);
  });

  it("makes none when nothing changes", async () => {
    expect(await place("")).to.equal("not needed");
    expect(bodies()).to.deep.equal([]);
  });

  it("deletes the comment of an earlier run when nothing changes any more", async () => {
    await place(REPORT);

    expect(await place("")).to.equal("deleted");
    expect(bodies()).to.deep.equal([]);
  });

  it("leaves one where two runs at once made two", async () => {
    github.comment("Bot", REPORT);
    github.comment("Bot", REPORT);

    await place(`${REPORT}\nmore\n`);

    expect(bodies()).to.deep.equal([`${REPORT}\nmore\n`]);
  });

  it("touches no comment of a person, of another stack, or that only quotes the report", async () => {
    const others = [
      ["User", REPORT],
      ["Bot", `${markerOf("prod")}\n### Preview of \`prod\``],
      ["Bot", `> ${REPORT}`],
    ] as const;
    for (const [type, body] of others) github.comment(type, body);

    await place(REPORT);

    expect(bodies()).to.deep.equal([...others.map(([, body]) => body), REPORT]);
  });

  for (const [name, prepare, request, sentence] of [
    [
      "a wrong token",
      () => {},
      { token: "old" },
      "GitHub answered 401 (Bad credentials): GITHUB_TOKEN is not valid.",
    ],
    [
      "a missing permission",
      (played: PlayedGithub) => {
        played.mayWrite = false;
      },
      {},
      "GitHub answered 403 (Resource not accessible by integration): the job needs the permission `pull-requests: write`.",
    ],
    [
      "a pull request that is not there",
      () => {},
      { number: 8 },
      "GitHub answered 404 (Not Found): the repository or the pull request is not there, or GITHUB_TOKEN may not see it.",
    ],
  ] as const) {
    it(`names ${name} in one sentence`, async () => {
      prepare(github);

      const fault: unknown = await place(REPORT, request).catch((error: unknown) => error);

      expect(fault).to.be.an("error").with.property("message", sentence);
    });
  }

  it("says that GitHub cannot be reached", async () => {
    await github.stop();

    const fault: unknown = await place(REPORT).catch((error: unknown) => error);

    expect(fault)
      .to.be.an("error")
      .with.property("message")
      .that.matches(/^GitHub cannot be reached: .*ECONNREFUSED/);
    await github.start();
  });
});
