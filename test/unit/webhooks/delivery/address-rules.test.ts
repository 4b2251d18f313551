import { describe, expect, it } from "vitest";
import { createAddressRules } from "../../../../src-main/webhooks/delivery/address-rules.ts";

const rules = (host = "0.0.0.0") =>
  createAddressRules({
    ownServer: () => ({ host, port: 8444 }),
    ownAddresses: () => ["127.0.0.1", "10.0.0.5", "fd12::5", "fe80::1%eth0"],
  });

describe("addresses that are never sent to", () => {
  it.each([
    ["169.254.169.254", /link-local/],
    ["169.254.0.1", /link-local/],
    ["fe80::1", /link-local/],
    ["febf::1", /link-local/],
    ["fd00:ec2::254", /metadata/],
    ["0.0.0.0", /no address/],
    ["0.1.2.3", /no address/],
    ["::", /no address/],
    ["224.0.0.1", /multicast/],
    ["239.255.255.255", /multicast/],
    ["ff02::1", /multicast/],
    ["255.255.255.255", /broadcast/],
    // The same in IPv6 clothes: mapped, translated, compatible, NAT64, local NAT64, 6to4.
    ["::ffff:169.254.169.254", /link-local/],
    ["::ffff:a9fe:a9fe", /link-local/],
    ["::ffff:0:169.254.169.254", /link-local/],
    ["::169.254.169.254", /link-local/],
    ["64:ff9b::a9fe:a9fe", /link-local/],
    ["64:ff9b:1::a9fe:a9fe", /link-local/],
    ["2002:a9fe:a9fe::1", /link-local/],
    ["::ffff:0.0.0.0", /no address/],
    ["::ffff:224.0.0.1", /multicast/],
    ["64:ff9b::ffff:ffff", /broadcast/],
    ["2002:e000:1::", /multicast/],
    ["crm.example.com", /no address/],
    ["", /no address/],
  ])("%s", (address, reason) => expect(rules().blocked(address, 443)).toMatch(reason));

  it.each([
    "127.0.0.1",
    "::1",
    "10.0.0.5",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "fd12::5",
    "203.0.113.7",
    "93.184.216.34",
    "2606:2800:220:1::1",
    "::ffff:192.168.1.1",
    "64:ff9b::5db8:d822",
    "2002:c0a8:101::1",
    "168.254.169.254",
    "fd00:ec2::253",
  ])("but %s may be sent to", (address) => expect(rules().blocked(address, 443)).toBeUndefined());
});

describe("this program's own server", () => {
  it.each([
    ["0.0.0.0", "127.0.0.1", true],
    ["0.0.0.0", "127.0.0.9", true],
    ["::", "::1", true],
    ["::", "10.0.0.5", true],
    ["0.0.0.0", "::ffff:10.0.0.5", true],
    ["0.0.0.0", "fd12::5", true],
    ["0.0.0.0", "10.0.0.6", false],
    ["127.0.0.1", "127.0.0.1", true],
    ["127.0.0.1", "10.0.0.5", false],
    ["10.0.0.5", "10.0.0.5", true],
    ["10.0.0.5", "127.0.0.1", false],
    ["pbx.example.com", "127.0.0.1", true],
    ["pbx.example.com", "10.0.0.5", true],
  ])("listening at %s is reached by %s: %s", (host, address, blocked) => {
    const reason = rules(host).blocked(address, 8444);
    expect(reason).toBe(blocked ? "is this program's own server" : undefined);
    expect(rules(host).blocked(address, 8445)).toBeUndefined();
  });

  it("is unknown while it does not run", () => {
    const without = createAddressRules({ ownServer: () => undefined, ownAddresses: () => [] });
    expect(without.blocked("127.0.0.1", 8444)).toBeUndefined();
  });
});
