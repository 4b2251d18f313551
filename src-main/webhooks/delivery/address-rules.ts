/**
 * Which addresses are never sent to, however the settings name them: those that reach into this
 * machine's own management or the network's plumbing. Private networks and this machine are
 * legitimate here, since a PBX and its CRM often share them. Asked for the address that a name
 * resolved to, at the moment of the connection, so a name cannot be pointed elsewhere in between.
 */
import ipaddr from "ipaddr.js";

/** Where this program's own server listens. `host` as in the settings: `0.0.0.0` and `::` mean everywhere. */
export interface OwnServer {
  readonly host: string;
  readonly port: number;
}

export interface AddressRules {
  /** Why nothing is sent to this address and port, to follow the address; `undefined` when it may be. */
  blocked(address: string, port: number): string | undefined;
}

export interface AddressRulesOptions {
  readonly ownServer?: (() => OwnServer | undefined) | undefined;
  /** The addresses of this machine's network interfaces. */
  readonly ownAddresses: () => readonly string[];
}

type Address = ReturnType<typeof ipaddr.parse>;

/** Ranges by the names that ipaddr.js gives them. */
const ranges: Readonly<Record<string, string>> = {
  unspecified: "is no address of a receiver",
  broadcast: "is a broadcast address",
  multicast: "is a multicast address",
  linkLocal: "is link-local: it is used by the network itself and by metadata services",
};

/** Metadata services outside link-local. Source: AWS, "Instance metadata service over IPv6". */
const metadata: ReadonlySet<string> = new Set(["fd00:ec2::254"]);

export function createAddressRules({ ownServer, ownAddresses }: AddressRulesOptions): AddressRules {
  function isOwnServer(address: Address, port: number): boolean {
    const own = ownServer?.();
    if (own === undefined || own.port !== port) return false;
    const host = ipaddr.isValid(own.host) ? unwrapped(ipaddr.parse(own.host)) : undefined;
    if (host?.range() === "loopback") return address.range() === "loopback";
    if (host !== undefined && host.range() !== "unspecified") return host.toString() === address.toString();
    return (
      address.range() === "loopback" ||
      ownAddresses().some(
        (each) => ipaddr.isValid(each) && unwrapped(ipaddr.parse(each)).toString() === address.toString(),
      )
    );
  }

  return {
    blocked(text, port) {
      if (!ipaddr.isValid(text)) return "is no address of a receiver";
      const address = unwrapped(ipaddr.parse(text));
      const range = ranges[address.range()];
      if (range !== undefined) return range;
      if (metadata.has(address.toString())) return "belongs to a metadata service";
      return isOwnServer(address, port) ? "is this program's own server" : undefined;
    },
  };
}

/**
 * The IPv4 address that an IPv6 address stands for, else the address itself. The forms: `::ffff:0:0/96`
 * (mapped), `::ffff:0:0:0/96` (translated, RFC 6145), `::/96` (compatible, given up), `64:ff9b::/96` (NAT64, RFC 6052), `64:ff9b:1::/48` (RFC 8215)
 * and `2002::/16` (6to4, RFC 3056).
 */
function unwrapped(address: Address): Address {
  if (address instanceof ipaddr.IPv4) return address;
  const bytes = address.toByteArray();
  if (startsWith(bytes, [0x20, 0x02])) return ipaddr.fromByteArray(bytes.slice(2, 6));
  const zeros = Array<number>(10).fill(0);
  const holdsIpv4 =
    startsWith(bytes, [...zeros, 0xff, 0xff]) ||
    startsWith(bytes, [...zeros.slice(2), 0xff, 0xff, 0, 0]) ||
    startsWith(bytes, [0, 0x64, 0xff, 0x9b, ...zeros.slice(2)]) ||
    startsWith(bytes, [0, 0x64, 0xff, 0x9b, 0, 1]) ||
    (startsWith(bytes, [...zeros, 0, 0]) && !["unspecified", "loopback"].includes(address.range()));
  return holdsIpv4 ? ipaddr.fromByteArray(bytes.slice(12)) : address;
}

function startsWith(bytes: readonly number[], start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
