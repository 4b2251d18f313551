// The documentation is held to the project, and what holds it is held to made-up pages: each false claim is found.
import { describe, expect, test } from "vitest";
import { docsComplaints, projectFacts } from "../../../scripts/docs-check.ts";
import { complaintsAbout } from "../../../scripts/lib/doc-rules.ts";
import { anchorOf, parsePage } from "../../../scripts/lib/markdown.ts";
import { ownCommandComplaints, ownCommandsIn } from "../../../scripts/lib/own-commands.ts";
import { settingWordComplaints } from "../../../scripts/lib/setting-words.ts";
import { spokenStates } from "../../../scripts/lib/spoken-words.ts";
import { troubleshootingComplaints } from "../../../scripts/lib/troubleshooting-rules.ts";
import { projectFile } from "../../../scripts/write-generated.ts";

const facts = projectFacts();
const about = (text: string) => complaintsAbout(parsePage("docs/page.md", text), facts);

test("the documentation claims nothing that is not so", () => {
  expect(docsComplaints()).toEqual([]);
});

describe("on any page", () => {
  test.each([
    ["[x](nowhere.md)", "the link to nowhere.md leads nowhere."],
    ["[x](settings.md#nothing)", "docs/settings.md has no heading for #nothing."],
    ["[x](../src-main/gone.ts)", "the link to ../src-main/gone.ts leads nowhere."],
    ["Type `npm run fly`.", 'there is no command "npm run fly".'],
    ["`npm run demo -- --twice`", '"npm run demo" has no option --twice.'],
    ["| `npm run simulator` | `--colour` |", '"npm run simulator" has no option --colour.'],
    ["`[pbx] adress`", "there is no setting adress in [pbx]."],
    ["`[endpoint.crm] header = x`", "there is no setting header in [endpoint.crm]."],
    ["`[mail] host`", "there is no section [mail] in the settings."],
    ["`src-main/gone.ts`", "there is no src-main/gone.ts."],
    ["the state `no-license`", "nothing is called no-license."],
  ])("%s", (text, complaint) => {
    expect(about(text)).toEqual([`docs/page.md:1: ${complaint}`]);
  });

  test.each([
    "[x](settings.md#pbx-the-phone-system), [y](#here), [z](https://example.com/nowhere.md)\n\n## Here",
    "`npm test`, `npm run demo -- --once --faults LIST`, `npm ci && npm start`, npm with any Node",
    "`[pbx] url`, `[pbx] url = https://pbx.example.com`, `[endpoint.crm] header.x-key`, `[log]`",
    "`src-main/engine.ts`, `src-main/calls/`, `src-main/<room>/types.ts`, `src-shared`",
    "`no-licence`, `drop-socket`, `inbound-answered`, `webhook-id`, `gave-up`, `not-connected`",
  ])("nothing is said against %s", (text) => {
    expect(about(text)).toEqual([]);
  });

  test("settings that are shown are read as the program reads them", () => {
    expect(about("```ini\n[pbx]\nurl = https://pbx.example.com\n```")).toEqual([]);
    const [complaint, ...others] = about("text\n\n```ini\n[pbx]\nactive_calls_poll_s = often\n```");
    expect(complaint).toMatch(/^docs\/page\.md:5: .*seconds/);
    expect(others).toEqual([]);
    expect(about("```ini\n[pbx]\nurll = https://pbx.example.com\n```")).toHaveLength(1);
  });

  test("code blocks are no prose, commands in them are commands", () => {
    expect(about("```text\n[x](nowhere.md) `no-license`\n```")).toEqual([]);
    expect(about("  ```sh\n  npm run fly\n  ```")).toHaveLength(1);
  });
});

describe("commands of the installed program", () => {
  const source =
    'root.command("service"); add("check", "try"); add("purge", "list").option("--dry-run", "x")';
  const commands = ownCommandsIn(source, { service: new Set(["--log-folder"]) }, new Set(["--data"]));
  const uses = (text: string) => ownCommandComplaints(parsePage("docs/page.md", text), commands);

  test.each([
    ["`3cx-webhook chek`", 'there is no command "3cx-webhook chek".'],
    ["`sudo 3cx-webhook check --dry-run`", '"3cx-webhook check" has no option --dry-run.'],
    ["```sh\n3cx-webhook fly\n```", 'there is no command "3cx-webhook fly".'],
  ])("%s", (text, complaint) => {
    expect(uses(text)).toEqual([expect.stringMatching(/^docs\/page\.md:\d: /)]);
    expect(uses(text).join()).toContain(complaint);
  });

  test.each([
    "`3cx-webhook purge --dry-run --data FOLDER`, `3cx-webhook help COMMAND`, `3cx-webhook COMMAND`",
    "`3cx-webhook service --log-folder FOLDER`, `systemctl start 3cx-webhook`, `3cx-webhook --check`",
  ])("nothing is said against %s", (text) => {
    expect(uses(text)).toEqual([]);
  });
});

describe("settings without their section", () => {
  const about = (text: string) =>
    settingWordComplaints(parsePage("docs/page.md", text), new Set(["ringing_stopped", "usertype"]));

  test.each([
    ["`retry_for_days`", "nothing is called retry_for_days."],
    ["`methods = GET`", "there is no setting methods."],
    ["`method = PUT`", "the setting method does not take PUT."],
  ])("%s", (text, complaint) => {
    expect(about(text)).toEqual([`docs/page.md:1: ${complaint}`]);
  });

  test("those there are, and other names, may stand there", () => {
    const text = "`retry_for_h`, `method = GET`, `url = https://…`, `ringing_stopped`, `usertype = ext`";
    expect(about(text)).toEqual([]);
  });
});

describe("the page about troubles", () => {
  const path = "docs/troubleshooting.md";
  const text = projectFile(path);
  const all = (page: string) => troubleshootingComplaints(parsePage(path, page));
  const now = new Set(all(text));
  /** What a change adds. */
  const complaints = (changed: string) => all(changed).filter((complaint) => !now.has(complaint));

  test("needs a section for each state, with its words", () => {
    for (const { name, sentence } of spokenStates()) {
      const renamed = complaints(text.replace(`### \`${name}\``, "### `invented`"));
      expect(renamed).toHaveLength(2);
      expect(renamed).toContain(`${path}: the state ${name} has no section.`);
      expect(complaints(text.replace(`> ${sentence}`, "> Something else.")).join()).toContain(sentence);
    }
  });

  test("needs a row for each sentence about deliveries, and no other", () => {
    const row = "| The certificate of crm.example.com was revoked. |";
    expect(text).toContain(row);
    expect(complaints(text.replace(row, "| It did not work. |"))).toEqual([
      expect.stringContaining("the program never says: It did not work."),
      expect.stringContaining("a row is missing for: The certificate of crm.example.com was revoked."),
    ]);
    expect(complaints(text.replace("### No usable answer", "### Else"))).toHaveLength(1);
  });
});

test("anchors are those of GitHub", () => {
  expect(anchorOf("[pbx]: the phone system")).toBe("pbx-the-phone-system");
  expect(anchorOf("One attempt: result")).toBe("one-attempt-result");
  expect(anchorOf("no-licence")).toBe("no-licence");
});
