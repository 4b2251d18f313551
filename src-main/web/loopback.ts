/** Who is on this machine, by the address of the socket: headers can say anything. */
import { BlockList, isIP } from "node:net";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** `remoteAddress`: as the socket has it; absent once the client is gone. IPv4 inside IPv6 counts as IPv4. */
export function isLoopback(remoteAddress: string | undefined): boolean {
  const address = remoteAddress ?? "";
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 6 ? "ipv6" : "ipv4");
}
