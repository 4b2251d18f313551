/** What XAPI tells of the company: entity rows under the field names of the official schema. */
import {
  deviceIds,
  findStation,
  parkingSlots,
  routePoint,
  rules,
  type Station,
  type StationKind,
  stations,
  trunk,
} from "./company.ts";
import type { SimSwitches } from "./switches.ts";
import type { SimCollections } from "./types.ts";

type Row = Record<string, unknown>;

export function collectionsOf(switches: SimSwitches, recordings: Row[]): SimCollections {
  return {
    Peers: peers(),
    Users: stationRows("extension", userRow(switches)),
    Queues: stationRows("queue", queueRow),
    RingGroups: stationRows("ring-group", ringGroupRow),
    Receptionists: stationRows("ivr", receptionistRow),
    Trunks: [trunkRow()],
    InboundRules: rules.map((_, index) => inboundRuleRow(index)),
    DidNumbers: rules.map((rule, index) => ({
      Number: rule.did,
      TrunkId: 1,
      TemplateFileName: null,
      RoutingRule: inboundRuleRow(index),
    })),
    Parkings: parkingSlots.map((slot, index) => ({ Id: 500 + index, Number: slot })),
    Recordings: recordings,
  };
}

function stationRows(kind: StationKind, toRow: (station: Station, id: number) => Row): Row[] {
  return stations.filter((each) => each.kind === kind).map((each) => toRow(each, idOf(each.dn)));
}

/** Database ids have nothing to do with numbers; any stable ones will do. */
function idOf(dn: string): number {
  return 20 + stations.findIndex((each) => each.dn === dn);
}

function peerType(kind: StationKind): string {
  switch (kind) {
    case "extension":
      return "Extension";
    case "queue":
      return "Queue";
    case "ring-group":
      return "RingGroup";
    case "ivr":
      return "IVR";
    case "special-menu":
      return "SpecialMenu";
    case "conference":
      return "Conference";
    default: {
      const never: never = kind;
      return never;
    }
  }
}

function peers(): Row[] {
  const others: readonly (readonly [number: string, name: string, type: string])[] = [
    [trunk.dn, trunk.name, "ExternalLine"],
    [routePoint.dn, routePoint.name, "RoutePoint"],
    ...parkingSlots.map((slot) => [slot, slot, "Parking"] as const),
  ];
  return [
    ...stations.map((each) => peer(idOf(each.dn), each.dn, each.name, peerType(each.kind))),
    ...others.map(([number, name, type], index) => peer(1 + index, number, name, type)),
  ];
}

function peer(id: number, number: string, name: string, type: string): Row {
  return { Id: id, Number: number, Name: name, Type: type, Hidden: false, MemberOf: [], Tags: [] };
}

function userRow(switches: SimSwitches) {
  return (station: Station, id: number): Row => {
    const [first = station.name, ...rest] = station.name.split(" ");
    return {
      Id: id,
      Number: station.dn,
      FirstName: first,
      LastName: rest.join(" "),
      DisplayName: station.name,
      EmailAddress: `ext${station.dn}@company.example`,
      Mobile: station.mobile,
      Enabled: true,
      IsRegistered: deviceIds(station.dn, switches.devicesPerExtension).length > 0,
      QueueStatus: "LoggedIn",
      CurrentProfileName: "Available",
      RecordCalls: switches.recordCalls,
      RecordExternalCallsOnly: false,
    };
  };
}

function queueRow(station: Station, id: number): Row {
  return {
    Id: id,
    Number: station.dn,
    Name: station.name,
    PollingStrategy: station.dn === "801" ? "Hunt" : "RingAll",
    RingTimeout: 20,
    MasterTimeout: 600,
    SLATime: 30,
    WrapUpTime: 5,
    MaxCallersInQueue: 20,
    CallbackEnableTime: 60,
    Recording: "Disabled",
    IsRegistered: true,
    Agents: memberRows(station),
    Managers: [],
  };
}

function ringGroupRow(station: Station, id: number): Row {
  return {
    Id: id,
    Number: station.dn,
    Name: station.name,
    RingStrategy: "RingAll",
    RingTime: 20,
    IsRegistered: true,
    Members: memberRows(station),
  };
}

function memberRows(station: Station): Row[] {
  return station.members.map((dn) => ({
    Id: idOf(dn),
    Number: dn,
    Name: findStation(dn)?.name ?? dn,
    Tags: [],
  }));
}

function receptionistRow(station: Station, id: number): Row {
  return {
    Id: id,
    Number: station.dn,
    Name: station.name,
    IVRType: "Default",
    Timeout: 5,
    IsRegistered: true,
    TransferEnable: true,
    Forwards: ["800", "801"].map((queue, index) => ({
      Id: index + 1,
      Input: String(index + 1),
      ForwardType: "Queue",
      ForwardDN: queue,
      PeerType: "Queue",
      CustomData: null,
    })),
  };
}

function trunkRow(): Row {
  return {
    Id: 1,
    Number: trunk.dn,
    IsOnline: true,
    ExternalNumber: "420225000000",
    SimultaneousCalls: 60,
    Direction: "Both",
    DidNumbers: rules.map((rule) => rule.did),
    Gateway: { Id: 1, Name: trunk.name, Host: "sip.provider.example", Port: 5060, Type: "Provider" },
  };
}

function inboundRuleRow(index: number): Row {
  const rule = rules[index];
  const target = rule === undefined ? undefined : findStation(rule.destination);
  const type = target === undefined ? "None" : peerType(target.kind);
  const destination = {
    To: type,
    Number: target?.dn ?? "",
    Name: target?.name ?? "",
    External: "",
    Type: type,
    Tags: [],
  };
  return {
    Id: 100 + index,
    RuleName: rule?.name ?? "",
    Condition: "BasedOnDID",
    CallType: "ExternalCallsOnly",
    Data: rule?.did ?? "",
    CustomData: "",
    AlterDestinationDuringHolidays: false,
    AlterDestinationDuringOutOfOfficeHours: false,
    OfficeHoursDestination: destination,
    OutOfOfficeHoursDestination: destination,
    HolidaysDestination: destination,
    TrunkDN: peer(1, trunk.dn, trunk.name, "ExternalLine"),
  };
}
