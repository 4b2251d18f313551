/** English. */
import type { Words } from "./words.ts";

const number = new Intl.NumberFormat("en");
const count = (n: number, one: string, many: string) => `${number.format(n)} ${n === 1 ? one : many}`;

export const en: Words = {
  state: {
    connected: "connected",
    connecting: "connecting to 3CX",
    starting: "starting",
    stopped: "stopped",
    failed: "could not start",
    partial: "connected, something is missing",
    notConnected: "not connected to 3CX",
    notConfigured: "no PBX set up",
    away: (host) => `${host} cannot be reached`,
  },
  calls: (n) => count(n, "call", "calls"),
  waiting: (n, endpoint) => `${number.format(n)} waiting${endpoint === "" ? "" : ` (${endpoint})`}`,
  demo: "demo",
  problem: {
    pbx: "3CX needs attention",
    endpoint: (name) => `${name} does not take its webhooks`,
    store: "Events cannot be kept",
    recordings: "Recordings need attention",
    settings: "The settings have a mistake",
    program: "3CX Webhook needs attention",
    certificate: "A certificate runs out",
  },
  age: (ms) => ageWith(ms, "d"),
  menu: {
    open: "Open",
    start: "Start",
    stop: "Stop…",
    openAtLogin: "Open at login",
    about: "About",
    quit: "Quit…",
    service: "Service",
    thisComputer: "This computer",
    addService: "Connections…",
    edit: "Edit",
    view: "View",
    window: "Window",
  },
  noAddress: "That is no address of a service: enter its name and port, such as pbx.example.com:8444.",
  staysInTray: "3CX Webhook keeps running here. Quit is in this menu.",
  leaving: {
    sentence: (n) =>
      `${n === 1 ? "1 call is" : `${number.format(n)} calls are`} in progress. Their events stop being recorded until the next start; what ends meanwhile is taken from the call log.`,
    keep: "Keep running",
    quit: "Quit",
    stop: "Stop",
  },
  about: (version, electron) =>
    `3CX Webhook ${version}\nElectron ${electron}\n\nTurns calls on a 3CX phone system into webhooks. Free software under the MIT licence.`,
  update: {
    found: (version) => `Update to ${version}…`,
    downloading: (version, percent) => `Fetching ${version}: ${percent} %`,
    ready: (version) => `Install ${version} and restart…`,
    waiting: (version) => `${version} comes after the last call`,
    installing: (version) => `Installing ${version}`,
    failed: (version) => `${version} could not be fetched: try again…`,
    foundNotice: (version) => `3CX Webhook ${version} is there. Update is in this menu.`,
    failedNotice: (version) =>
      `3CX Webhook ${version} could not be fetched as it was announced. This version goes on; try again later.`,
    mayDownload: (version) =>
      `Fetch 3CX Webhook ${version}? Nothing is installed before you are asked again.`,
    mayInstall: (version, calls) =>
      calls === 0
        ? `Install 3CX Webhook ${version} now? It is away for about a minute; what ends meanwhile is taken from the call log.`
        : `${calls === 1 ? "1 call is" : `${number.format(calls)} calls are`} in progress. 3CX Webhook ${version} is installed after the last one.`,
    download: "Fetch",
    install: "Install",
    later: "Later",
  },
  login: { failed: (reason) => `Opening at login could not be changed: ${reason}` },
  trust: {
    first: (host) => `First connection to ${host}.`,
    changed: (host, date) =>
      `${host} shows a different certificate than on ${date}. Renewed, or someone in between.`,
    compare: (fingerprint) => `Compare its fingerprint with what the service itself shows:\n\n${fingerprint}`,
    oldAndNew: (old, fresh) => `Old ${old}\n\nNew ${fresh}`,
    same: "It is the same",
    renewed: "It was renewed",
    cancel: "Cancel",
  },
  notice: {
    pbxAway: (minutes) =>
      `3CX has been away for ${count(minutes, "minute", "minutes")}. Calls that end meanwhile are taken from the call log.`,
    endpointFailing: (name, age, waiting) =>
      `${name} has not taken any webhook for ${age}. ${waiting === 0 ? "Nothing waits." : `${count(waiting, "event waits and is", "events wait and are")} kept.`}`,
    endpointConfig: (name) => `${name} refuses its webhooks for a reason that only a person can mend.`,
    endpointGone: (name) => `${name} says that it is gone for good and is paused. Its webhooks are kept.`,
    endpointExpired: (name) => `Webhooks to ${name} were not accepted in time and have expired.`,
    endpointFull: (name) => `So many webhooks wait for ${name} that some are dropped.`,
    endpointBack: (name, age, delivered) =>
      `${name} works again (${age}, ${number.format(delivered)} delivered).`,
    pbxBack: (age) => `The connection to 3CX is back (${age}).`,
    store: "New events cannot be kept and may be lost. Look at the disk of the data folder.",
    diskLow: "The disk for recordings is almost full. Recordings wait; calls and webhooks go on.",
    notStarted: "3CX Webhook could not start. Open the window to see why.",
    settings: "The settings file has a mistake. The settings before stay in force.",
    certificate: (endpoint) =>
      endpoint === undefined
        ? "The certificate of the web server runs out. Open the window to see when."
        : `The client certificate for ${endpoint} runs out. Open the window to see when.`,
  },
};

/** Minutes, hours and days are written alike, but for the letter of the day. */
export function ageWith(ms: number, day: string): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (minutes < 1) return "< 1 min";
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} ${day}`;
}
