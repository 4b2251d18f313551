/** German. */
import { ageWith } from "./en.ts";
import type { Words } from "./words.ts";

const number = new Intl.NumberFormat("de");
const count = (n: number, one: string, many: string) => `${number.format(n)} ${n === 1 ? one : many}`;

export const de: Words = {
  state: {
    connected: "verbunden",
    connecting: "verbindet sich mit 3CX",
    starting: "startet",
    stopped: "angehalten",
    failed: "konnte nicht starten",
    partial: "verbunden, etwas fehlt",
    notConnected: "nicht mit 3CX verbunden",
    notConfigured: "keine Anlage eingerichtet",
    away: (host) => `${host} ist nicht erreichbar`,
  },
  calls: (n) => count(n, "Gespräch", "Gespräche"),
  waiting: (n, endpoint) => `${count(n, "wartet", "warten")}${endpoint === "" ? "" : ` (${endpoint})`}`,
  demo: "Demo",
  problem: {
    pbx: "3CX braucht Aufmerksamkeit",
    endpoint: (name) => `${name} nimmt seine Webhooks nicht an`,
    store: "Ereignisse können nicht gespeichert werden",
    recordings: "Aufnahmen brauchen Aufmerksamkeit",
    settings: "Die Einstellungen enthalten einen Fehler",
    program: "3CX Webhook braucht Aufmerksamkeit",
    certificate: "Ein Zertifikat läuft ab",
  },
  age: (ms) => ageWith(ms, "T"),
  menu: {
    open: "Öffnen",
    start: "Starten",
    stop: "Anhalten…",
    openAtLogin: "Bei der Anmeldung öffnen",
    about: "Über",
    quit: "Beenden…",
    service: "Dienst",
    thisComputer: "Dieser Rechner",
    addService: "Verbindungen…",
    edit: "Bearbeiten",
    view: "Ansicht",
    window: "Fenster",
  },
  noAddress: "Das ist keine Adresse eines Dienstes: Namen und Port eingeben, etwa pbx.example.com:8444.",
  staysInTray: "3CX Webhook läuft hier weiter. Beenden steht in diesem Menü.",
  leaving: {
    sentence: (n) =>
      `${n === 1 ? "1 Gespräch läuft. Bis zum nächsten Start werden seine" : `${number.format(n)} Gespräche laufen. Bis zum nächsten Start werden ihre`} Ereignisse nicht erfasst; was inzwischen endet, wird aus dem Anrufprotokoll nachgeholt.`,
    keep: "Weiterlaufen",
    quit: "Beenden",
    stop: "Anhalten",
  },
  about: (version, electron) =>
    `3CX Webhook ${version}\nElectron ${electron}\n\nMacht aus Anrufen an einer 3CX-Anlage Webhooks. Freie Software unter der MIT-Lizenz.`,
  update: {
    found: (version) => `Auf ${version} aktualisieren…`,
    downloading: (version, percent) => `${version} wird geladen: ${percent} %`,
    ready: (version) => `${version} installieren und neu starten…`,
    waiting: (version) => `${version} folgt nach dem letzten Gespräch`,
    installing: (version) => `${version} wird installiert`,
    failed: (version) => `${version} ließ sich nicht laden: erneut…`,
    foundNotice: (version) => `3CX Webhook ${version} ist da. Aktualisieren steht in diesem Menü.`,
    failedNotice: (version) =>
      `3CX Webhook ${version} ließ sich nicht so laden, wie es angekündigt war. Diese Version läuft weiter; später erneut versuchen.`,
    mayDownload: (version) => `3CX Webhook ${version} laden? Vor dem Installieren wird noch einmal gefragt.`,
    mayInstall: (version, calls) =>
      calls === 0
        ? `3CX Webhook ${version} jetzt installieren? Es ist etwa eine Minute weg; was inzwischen endet, wird aus dem Anrufprotokoll nachgeholt.`
        : `${calls === 1 ? "1 Gespräch läuft" : `${number.format(calls)} Gespräche laufen`}. 3CX Webhook ${version} wird nach dem letzten installiert.`,
    download: "Laden",
    install: "Installieren",
    later: "Später",
  },
  login: { failed: (reason) => `Das Öffnen bei der Anmeldung ließ sich nicht ändern: ${reason}` },
  trust: {
    first: (host) => `Erste Verbindung zu ${host}.`,
    changed: (host, date) =>
      `${host} zeigt ein anderes Zertifikat als am ${date}. Erneuert, oder jemand sitzt dazwischen.`,
    compare: (fingerprint) =>
      `Den Fingerabdruck mit dem vergleichen, den der Dienst selbst zeigt:\n\n${fingerprint}`,
    oldAndNew: (old, fresh) => `Alt ${old}\n\nNeu ${fresh}`,
    same: "Stimmt überein",
    renewed: "Wurde erneuert",
    cancel: "Abbrechen",
  },
  notice: {
    pbxAway: (minutes) =>
      `3CX ist seit ${count(minutes, "Minute", "Minuten")} nicht verbunden. Was inzwischen endet, wird aus dem Anrufprotokoll nachgeholt.`,
    endpointFailing: (name, age, waiting) =>
      `${name} hat seit ${age} keinen Webhook angenommen. ${waiting === 0 ? "Nichts wartet." : `${count(waiting, "Ereignis wartet und bleibt", "Ereignisse warten und bleiben")} erhalten.`}`,
    endpointConfig: (name) =>
      `${name} lehnt seine Webhooks aus einem Grund ab, den nur ein Mensch beheben kann.`,
    endpointGone: (name) =>
      `${name} meldet, dauerhaft entfernt zu sein, und ist angehalten. Seine Webhooks bleiben erhalten.`,
    endpointExpired: (name) => `Webhooks an ${name} wurden nicht rechtzeitig angenommen und sind abgelaufen.`,
    endpointFull: (name) => `Für ${name} warten so viele Webhooks, dass einige verworfen werden.`,
    endpointBack: (name, age, delivered) =>
      `${name} funktioniert wieder (${age}, ${number.format(delivered)} zugestellt).`,
    pbxBack: (age) => `Die Verbindung zu 3CX steht wieder (${age}).`,
    store:
      "Neue Ereignisse können nicht gespeichert werden und gehen womöglich verloren. Datenträger des Datenordners prüfen.",
    diskLow:
      "Der Datenträger für Aufnahmen ist fast voll. Aufnahmen ruhen; Gespräche und Webhooks laufen weiter.",
    notStarted: "3CX Webhook konnte nicht starten. Das Fenster zeigt den Grund.",
    certificate: (endpoint) =>
      endpoint === undefined
        ? "Das Zertifikat des Webservers läuft ab. Im Fenster steht, wann."
        : `Das Client-Zertifikat für ${endpoint} läuft ab. Im Fenster steht, wann.`,
    settings: "Die Einstellungsdatei enthält einen Fehler. Es gelten weiter die bisherigen Einstellungen.",
  },
};
