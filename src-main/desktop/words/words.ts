/** What tray, dialogs and notifications say, in the language of the system. The window has texts of its own. */

/** `n` of something, with the right word for one and for many. */
type Counted = (n: number) => string;

export interface Words {
  readonly state: Readonly<Record<"connected" | "connecting" | "starting" | "stopped" | "failed", string>> & {
    readonly away: (host: string) => string;
    readonly partial: string;
    readonly notConnected: string;
    readonly notConfigured: string;
  };
  readonly calls: Counted;
  readonly waiting: (n: number, endpoint: string) => string;
  readonly demo: string;
  readonly problem: {
    readonly pbx: string;
    readonly endpoint: (name: string) => string;
    readonly store: string;
    readonly recordings: string;
    readonly settings: string;
    readonly program: string;
    readonly certificate: string;
  };
  /** `17 min`, `3 h`, `2 d`. */
  readonly age: (ms: number) => string;
  readonly menu: {
    readonly open: string;
    readonly start: string;
    readonly stop: string;
    readonly openAtLogin: string;
    readonly about: string;
    readonly quit: string;
    readonly service: string;
    readonly thisComputer: string;
    readonly addService: string;
    readonly edit: string;
    readonly view: string;
    readonly window: string;
  };
  readonly noAddress: string;
  readonly staysInTray: string;
  readonly leaving: {
    readonly sentence: Counted;
    readonly keep: string;
    readonly quit: string;
    readonly stop: string;
  };
  readonly about: (version: string, electron: string) => string;
  /** Newer versions: lines of the tray's menu, notices, and two questions. */
  readonly update: Readonly<
    Record<"found" | "ready" | "waiting" | "installing" | "failed", (version: string) => string>
  > & {
    readonly downloading: (version: string, percent: number) => string;
    readonly foundNotice: (version: string) => string;
    readonly failedNotice: (version: string) => string;
    readonly mayDownload: (version: string) => string;
    readonly mayInstall: (version: string, calls: number) => string;
    readonly download: string;
    readonly install: string;
    readonly later: string;
  };
  readonly login: { readonly failed: (reason: string) => string };
  readonly trust: {
    readonly first: (host: string) => string;
    readonly changed: (host: string, date: string) => string;
    readonly compare: (fingerprint: string) => string;
    readonly oldAndNew: (old: string, fresh: string) => string;
    readonly same: string;
    readonly renewed: string;
    readonly cancel: string;
  };
  readonly notice: {
    readonly pbxAway: (minutes: number) => string;
    readonly endpointFailing: (name: string, age: string, waiting: number) => string;
    readonly endpointConfig: (name: string) => string;
    readonly endpointGone: (name: string) => string;
    readonly endpointExpired: (name: string) => string;
    readonly endpointFull: (name: string) => string;
    readonly endpointBack: (name: string, age: string, delivered: number) => string;
    readonly pbxBack: (age: string) => string;
    readonly store: string;
    readonly diskLow: string;
    readonly settings: string;
    readonly notStarted: string;
    /** `endpoint` absent: that of this program's own web server. */
    readonly certificate: (endpoint: string | undefined) => string;
  };
}
