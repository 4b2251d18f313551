/** Endpoints share the work of putting an event into words; each still gets what it would get alone. */
import { describe, expect, it } from "vitest";
import type { AcceptanceStamp } from "../../../src-main/webhooks/acceptance.ts";
import { acceptEvent, receiverOf } from "../../../src-main/webhooks/acceptance.ts";
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import { createLogBook } from "./delivery/bench.ts";
import { chainEnded, ended, endpoint, recording, ringing, started } from "./events.ts";

const stamp: AcceptanceStamp = { id: "01JZ", seq: 2, acceptedAtMs: 1_750_000_000_000 };
const pbx = { timezone: "Europe/Prague", pbxName: "office" };

const addresses = [
  "https://crm.example.com/hook",
  "https://crm.example.com/hook?key=a%20b&",
  "http://name:word@10.0.0.1:8080/x?route=3cx#part",
];
const events = ["ringing", "started", "ended", "recording", "chain_ended"] as const;

/** Every dialect with each method, each address and each kind of recording info, many alike but for the address. */
const endpoints: EndpointSettings[] = (["komplit", "creomate", "k2m", "native"] as const).flatMap((dialect) =>
  (["GET", "POST"] as const).flatMap((method) =>
    [true, false].flatMap((recordingFullInfo) =>
      addresses.map((url, at) =>
        endpoint({
          ...{ dialect, method, recordingFullInfo, url, events },
          name: `${dialect}-${method}-${recordingFullInfo}-${at}`,
          recordingUrl: `${url.split("#")[0]}/recordings`,
        }),
      ),
    ),
  ),
);

describe("an accepted event", () => {
  it.each([ringing(), started(), ended(), recording(), chainEnded()])(
    "of type $type goes to each of many endpoints as if it were alone",
    (event) => {
      const { log, lines } = createLogBook();
      const accept = (some: readonly EndpointSettings[]) =>
        acceptEvent(event, stamp, some.map(receiverOf), pbx, log).deliveries;
      const together = accept(endpoints);
      expect(together).toEqual(endpoints.flatMap((each) => accept([each])));
      expect(accept(endpoints.toReversed())).toEqual(together.toReversed());
      expect(together.length).toBeGreaterThan(5);
      expect(lines).toEqual([]);
    },
  );
});
