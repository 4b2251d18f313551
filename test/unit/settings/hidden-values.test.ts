/** What a window sees of secrets, and that nothing is lost when it comes back. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keptText, keptValue, shownText, shownValue } from "../../../src-main/settings/hidden-values.ts";

const stored = [
  "; my settings",
  "[pbx]",
  "url = https://pbx.example.com:5001",
  "client_secret = Planted-1",
  "clientsecret = Planted-2",
  "",
  "[endpoint.crm]",
  "url = https://bob:Planted-3@crm.example.com/3cx?key=Planted-4&route=calls#part",
  "header.authorization = Bearer Planted-5",
  "secret = whsec_Planted6",
  "[server]",
  "monitor_password = Planted-7",
  "",
].join("\n");

describe("settings as a window sees them", () => {
  it("hold no secret, and everything else as it is written", () => {
    const shown = shownText(stored);
    expect(shown).not.toContain("Planted");
    expect(shown).toContain("; my settings");
    expect(shown).toContain("url = https://pbx.example.com:5001");
    expect(shown).toContain("url = https://bob:***@crm.example.com/3cx?key=***&route=***#part");
  });

  it("give the same file when they come back as they were shown", () => {
    expect(keptText(shownText(stored), stored)).toEqual({ text: stored, lost: [] });
  });

  it("hold no secret of a file with mistakes either, and give it back as it was", () => {
    const mistaken = [
      "\uFEFF[pbx]",
      "client_secret = Planted-1",
      "client_secret = Planted-2 ; twice",
      'client_secret = "Planted-3',
      "Planted-4",
      ";client_secret = Planted-5",
      "# header.authorization=Bearer Planted-6",
      "[broken",
      "client_secret = Planted-7",
      "url = https://x.example.com/?key=Planted-8",
      "[PBX]\r",
      "CLIENT_SECRET = Planted-9",
    ].join("\n");
    const shown = shownText(mistaken);
    expect(shown).not.toContain("Planted");
    expect(shown).toContain("client_secret = *** ; twice");
    expect(shown).toContain(";client_secret = ***");
    expect(keptText(shown, mistaken)).toEqual({ text: mistaken, lost: [] });
    const mended = shown.replace("client_secret = *** ; twice\n", "").replace("[broken", "[endpoint.crm]");
    expect(keptText(mended, mistaken).text).toContain("[pbx]\nclient_secret = Planted-1\n");
  });

  it("keep a secret while another part of its line is edited", () => {
    const address = "https://bob:***@crm.example.com/other?route=***&new=1";
    expect(
      keptValue("endpoint.crm", "url", address, "https://bob:pw@crm.example.com/3cx?key=k&route=calls"),
    ).toBe("https://bob:pw@crm.example.com/other?route=calls&new=1");
  });

  it("take a new secret for the old one", () => {
    const edited = shownText(stored).replace("monitor_password = ***", "monitor_password = other");
    expect(keptText(edited, stored).text).toContain("monitor_password = other");
  });

  it.each([
    ["pbx", "client_secret", "***"],
    ["endpoint.crm", "url", "https://bob:***@crm.example.com/"],
    ["endpoint.crm", "url", "https://crm.example.com/?key=***"],
  ])("name a secret that nobody keeps: %s %s %s", (section, key, value) => {
    expect(keptValue(section, key, value, undefined)).toBeUndefined();
    expect(keptText(`[${section}]\n${key} = ${value}\n`, "").lost).toEqual([{ section, key }]);
  });

  it("hide what cannot be read as an address but may hold a password", () => {
    expect(shownValue("endpoint.crm", "url", "crm.example.com/?key=Planted")).toBe("***");
    expect(shownValue("endpoint.crm", "url", "bob:Planted@crm.example.com")).toBe("***");
  });

  it("are the same file again, whatever is in it", () => {
    const line = fc.oneof(
      fc.constantFrom(
        "[pbx]",
        "[endpoint.crm]",
        "[server]",
        "",
        "; note",
        "client_secret = ***",
        "url = ***",
      ),
      fc
        .tuple(fc.constantFrom("client_secret", "url", "header.x", "unknown", "secret"), fc.string())
        .map(([key, value]) => `${key} = ${value}`),
      fc.webUrl({ withQueryParameters: true, withFragments: true }).map((url) => `url = ${url}`),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const unique = new Set<string>();
        let section = "";
        // A key that stands twice is a mistake of its own and never saved.
        const text = lines
          .filter((each) => {
            section = /^\[(.*)\]/.exec(each)?.[1] ?? section;
            const key = /^\s*([^=;]*?)\s*=/.exec(each)?.[1];
            const name = `${section} ${key?.toLowerCase()}`;
            if (each.startsWith("[") && unique.has(each)) return false;
            if (each.startsWith("[")) unique.add(each);
            if (key === undefined) return true;
            return unique.has(name) ? false : Boolean(unique.add(name));
          })
          .join("\n");
        const back = keptText(shownText(text), text);
        fc.pre(back.lost.length === 0);
        expect(back.text).toBe(text);
      }),
      { numRuns: 150 },
    );
  });
});
