import { expect, test } from "vitest";
import { publicUrlOf } from "../../../../src-main/recordings/links/public-url.ts";

test("the setting is taken as it is", () => {
  const url = "https://pbx.example.com/recordings";
  expect(publicUrlOf(url, "https://0.0.0.0:8444", "host1")).toEqual({ url });
});

test("an address that others reach needs no word", () => {
  expect(publicUrlOf(undefined, "https://192.0.2.7:8444", "host1")).toEqual({
    url: "https://192.0.2.7:8444/webapi/recording",
  });
  expect(publicUrlOf(undefined, "https://[2001:db8::7]:443", "host1")).toEqual({
    url: "https://[2001:db8::7]/webapi/recording",
  });
});

test.each(["https://0.0.0.0:8444", "https://[::]:8444"])(
  "%s becomes the machine's name, with a warning",
  (server) => {
    const { url, warning } = publicUrlOf(undefined, server, "pbx1");
    expect(url).toBe("https://pbx1:8444/webapi/recording");
    expect(warning).toContain("set public_url in [recordings]");
  },
);

test.each(["https://127.0.0.1:8444", "https://localhost:8444", "https://[::1]:8444"])(
  "%s opens here only, which is said",
  (server) => {
    const { url, warning } = publicUrlOf(undefined, server, "pbx1");
    expect(url).toBe(`${server}/webapi/recording`);
    expect(warning).toContain("opens on this machine only");
  },
);
