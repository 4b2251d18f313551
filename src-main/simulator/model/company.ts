/**
 * The small company whose phone system is simulated. Its names carry umlauts, quotes, brackets and
 * other scripts on purpose: they travel through every text a receiver gets.
 */

export type StationKind = "extension" | "queue" | "ring-group" | "ivr" | "special-menu" | "conference";

export interface Station {
  readonly dn: string;
  readonly kind: StationKind;
  readonly name: string;
  /** Queues and ring groups: whose phones ring. */
  readonly members: readonly string[];
  /** Extensions: where calls are forwarded to. */
  readonly mobile: string;
}

export interface Rule {
  readonly name: string;
  /** The DID, digits only as 3CX stores it. */
  readonly did: string;
  readonly destination: string;
}

function station(dn: string, kind: StationKind, name: string, members: readonly string[] = []): Station {
  return { dn, kind, name, members, mobile: kind === "extension" ? `+420777000${dn}` : "" };
}

export const stations: readonly Station[] = [
  station("101", "extension", "Jana Nováková"),
  station("102", "extension", "Jürgen Groß"),
  station("103", "extension", "Zoë Müller-Lüdenscheidt"),
  station("104", "extension", "Petr Dvořák"),
  station("105", "extension", "Anna Svobodová (Support)"),
  station("106", "extension", "O'Brien, Sean"),
  station("107", "extension", "Łukasz Żak"),
  station("108", "extension", "مريم"),
  station("109", "extension", 'Renée "RJ" Dubois'),
  station("110", "extension", "Tom & Jerry <Sales>"),
  station("111", "extension", "Søren Ångström"),
  station("112", "extension", "李雷"),
  station("666", "special-menu", "Voicemail"),
  station("700", "conference", "Conference"),
  station("800", "queue", "Support", ["104", "105"]),
  station("801", "queue", "Service", ["106", "107"]),
  station("802", "ring-group", "Sales", ["108", "109", "110"]),
  station("900", "ivr", "Welcome"),
];

export const trunk = { dn: "10007", name: "Trunk" } as const;
export const parkingSlots: readonly string[] = ["SP0", "SP1"];
/** The DN of the API client: its client id. */
export const routePoint = { dn: "webhook", name: "3CX Webhook" } as const;
/** The PBX's own routing, which sends incoming calls on. It shows as originator only. */
export const router = { dn: "ROUTER", type: "Wroutepoint" } as const;

/** One rule leads to each destination, so the rule of a call follows from where it first stands. */
export const rules: readonly Rule[] = [
  { name: "PragueDID", did: "420225000900", destination: "900" },
  { name: "SupportDID", did: "420225000800", destination: "800" },
  { name: "ServiceDID", did: "420225000801", destination: "801" },
  { name: "SalesDID", did: "420225000802", destination: "802" },
  { name: "DirectDID", did: "420225000101", destination: "101" },
  { name: "BrnoDID", did: "420225000102", destination: "102" },
  { name: "Büro & Lager", did: "420225000103", destination: "103" },
  { name: "OstravaDID", did: "420225000111", destination: "111" },
];

const stationsByDn = new Map(stations.map((each) => [each.dn, each]));

export function findStation(dn: string): Station | undefined {
  return stationsByDn.get(dn);
}

/** `101 Jana Nováková`, as rows of ActiveCalls name a number of the PBX; the number alone when unknown. */
export function stationText(dn: string): string {
  const found = findStation(dn);
  return found === undefined ? dn : `${found.dn} ${found.name}`;
}

/** The type word that Call Control uses. */
export function wireType(kind: StationKind): string {
  switch (kind) {
    case "extension":
      return "Wextension";
    case "queue":
      return "Wqueue";
    case "ring-group":
      return "Wringgroup";
    case "ivr":
      return "Wivr";
    case "special-menu":
      return "Wspecialmenu";
    case "conference":
      return "Wconference";
    default: {
      const never: never = kind;
      return never;
    }
  }
}

/** Contacts of an extension's devices, as `device_id` shows them. */
export function deviceIds(dn: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    index === 0
      ? `sip:${dn}@127.0.0.1:5483;rinstance=${(Number(dn) * 7919).toString(16)}`
      : `sip:${dn}@127.0.0.1:${5062 + index}`,
  );
}
