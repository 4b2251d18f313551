/**
 * `/xapi/v1`: the part of 3CX's configuration API that the product reads, answered from the model.
 * Field names and envelopes are those of the swagger that 3cx/xapi-tutorial publishes.
 */
import { createRecordingFaults } from "../faults/recording-faults.ts";
import { duplicated, withoutFresh } from "../faults/row-faults.ts";
import type { FaultName } from "../faults/fault-name.ts";
import type { PbxModel, SimCollections } from "../model/types.ts";
import { reply, type Answer, type HttpRequest } from "../wire/answer.ts";
import { readCallLogArguments } from "./call-log-function.ts";
import { collectionReply, entityReply, xapiError, type Row } from "./odata-reply.ts";
import { applyQuery, shaper, type QueryRules } from "./odata-query.ts";
import { downloadRecording, listedRecordings, usualSides } from "./recordings.ts";

export interface XapiPorts {
  readonly model: PbxModel;
  readonly nowMs: () => number;
  readonly has: (fault: FaultName) => boolean;
}

const longestPage = 100;
/** Far more is asked for and given by the call log's function. Source: luxzg/3CX-XAPI_examples. */
const longestLogPage = 100_000;

/** Properties that appear only when `$expand` asks for them. Source: the swagger's x-ms-navigationProperty. */
const navigation: Readonly<Record<keyof SimCollections, readonly string[]>> = {
  Peers: ["MemberOf"],
  Users: ["ForwardingProfiles", "ForwardingExceptions", "Phones", "Greetings"],
  Queues: ["Agents", "Managers"],
  RingGroups: ["Members"],
  Receptionists: ["Groups", "Forwards"],
  Trunks: ["Groups", "EmergencyGeoLocations", "ReceiveExtensions", "RoutingRules"],
  InboundRules: ["TrunkDN"],
  DidNumbers: ["RoutingRule"],
  Parkings: ["Groups"],
  Recordings: [],
};

/** Answers a request whose token is valid. */
export function createXapi({ model, nowMs, has }: XapiPorts): (request: HttpRequest) => Answer {
  const recordingFaults = createRecordingFaults(has);

  function rules(names: readonly string[]): QueryRules {
    return { longestPage, pageFirst: false, navigation: names };
  }

  function listed(context: string, rows: readonly Row[], request: HttpRequest, how: QueryRules): Answer {
    const result = applyQuery(rows, request.query, how);
    if ("mistake" in result) return xapiError(400, result.mistake);
    return collectionReply(context, result.rows, result.count);
  }

  function activeCalls(request: HttpRequest): Answer {
    const rows = model.activeCalls();
    return listed("ActiveCalls", has("duplicate-rows") ? duplicated(rows) : rows, request, rules([]));
  }

  function callLog(argumentText: string, request: HttpRequest): Answer {
    const period = readCallLogArguments(argumentText);
    if ("mistake" in period) return xapiError(period.status, period.mistake);
    const rows = model.callLog(period.fromMs, period.toMs);
    const shown = has("late-call-log") ? withoutFresh(rows, nowMs()) : rows;
    const page = has("top-limit") ? longestPage : longestLogPage;
    return listed("Collection(Pbx.CallLogData)", shown, request, {
      longestPage: page,
      pageFirst: true,
      navigation: [],
    });
  }

  const sides = () => model.recordingSides?.() ?? usualSides;

  function recordings(request: HttpRequest): Answer {
    const rows = listedRecordings(model.collections().Recordings, sides());
    return listed("Recordings", rows, request, rules(navigation.Recordings));
  }

  function download(recId: number, { headers }: HttpRequest): Answer {
    return recordingFaults.aroundDownload(() =>
      downloadRecording(model.collections().Recordings, {
        ...{ recId, range: headers["range"], nowMs: nowMs(), sides: sides() },
      }),
    );
  }

  function entity(name: keyof SimCollections, key: string, request: HttpRequest): Answer {
    // Recordings cannot be read one by one on real PBXes either; `$filter=Id eq n` works.
    const row = name === "Recordings" ? undefined : findByKey(model.collections()[name], key);
    if (!row) return xapiError(404, `There is no ${name}(${key}).`);
    return entityReply(`${name}/$entity`, shaper(request.query, navigation[name])(row));
  }

  return (request) => {
    const path = decoded(request.path);
    if (path === undefined) return reply(400);
    if (request.method !== "GET") return xapiError(405, "Only reading is simulated.");
    const [, resource = ""] = /^\/xapi\/v1\/(.*)$/s.exec(path) ?? [];
    if (resource === "Defs") return entityReply("Defs", shaper(request.query, [])({ Id: 0 }));
    if (resource === "SystemStatus")
      return entityReply("SystemStatus", shaper(request.query, [])(systemStatus(model)));
    if (resource === "ActiveCalls") return activeCalls(request);

    const [, logArguments] = /^ReportCallLogData\/Pbx\.GetCallLogData\((.*)\)$/s.exec(resource) ?? [];
    if (logArguments !== undefined) return callLog(logArguments, request);
    const [, recId] = /^Recordings\/Pbx\.DownloadRecording\(recId=(\d+)\)$/.exec(resource) ?? [];
    if (recId !== undefined) return download(Number(recId), request);

    const [, name = "", , key] = /^(\w+)(\((.*)\))?$/s.exec(resource) ?? [];
    if (!isCollection(name)) return xapiError(404, `There is no resource '${resource.slice(0, 80)}'.`);
    if (key !== undefined) return entity(name, key, request);
    if (name === "Recordings") return recordingFaults.aroundList(() => recordings(request));
    return listed(name, model.collections()[name], request, rules(navigation[name]));
  };
}

function isCollection(name: string): name is keyof SimCollections {
  return Object.hasOwn(navigation, name);
}

/** `12`, `Id=12` or `Number='100'`. */
function findByKey(rows: readonly Row[], key: string): Row | undefined {
  const [, field = "Id", quoted, plain] = /^(?:(\w+)=)?(?:'((?:[^']|'')*)'|(-?\d+))$/.exec(key) ?? [];
  if (quoted === undefined && plain === undefined) return undefined;
  const wanted = quoted === undefined ? Number(plain) : quoted.replaceAll("''", "'");
  return rows.find((row) => row[field] === wanted);
}

function systemStatus(model: PbxModel): Row {
  const calls = new Set(model.activeCalls().map((row) => row.Id));
  return {
    Id: 0,
    Version: "20.0.8.1109",
    FQDN: "pbx.example.com",
    OS: "Linux",
    ProductCode: "3CXPSENT",
    LicenseActive: true,
    Activated: true,
    MaxSimCalls: 64,
    CallsActive: calls.size,
    ExtensionsTotal: model.collections().Users.length,
    TrunksTotal: model.collections().Trunks.length,
    RecordingStopped: false,
    RecordingQuotaReached: false,
  };
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
