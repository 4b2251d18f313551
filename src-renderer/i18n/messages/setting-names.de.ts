/** What each setting is called in plain words, its help, and what its choices mean. German. */
import type { SettingName } from "./setting-names.en.ts";

export interface GermanSetting {
  readonly label: string;
  readonly help: string;
  /** What happens when nothing is set. */
  readonly empty?: string;
}

export const settingNamesDe: Readonly<Record<SettingName, GermanSetting>> = {
  "pbx.url": {
    label: "Adresse",
    help: "Adresse des Webservers der 3CX.",
    empty: "das Programm wartet darauf",
  },
  "pbx.client_id": {
    label: "Client-ID",
    help: "Client-ID der API-Integration (3CX: Admin > Integrationen > API).",
    empty: "das Programm wartet darauf",
  },
  "pbx.client_secret": {
    label: "API-Schlüssel",
    help: "API-Schlüssel, den 3CX beim Anlegen der Integration einmal zeigt.",
    empty: "das Programm wartet darauf",
  },
  "pbx.ca_file": {
    label: "Zertifizierungsstelle",
    help: "PEM-Datei der Stelle, die das Zertifikat der Anlage unterschrieben hat.",
    empty: "die Stellen, denen dieser Rechner vertraut",
  },
  "pbx.allow_self_signed": {
    label: "Selbst signiert annehmen",
    help: "Ein Zertifikat der Anlage annehmen, das keine Stelle unterschrieben hat.",
  },
  "pbx.timezone": {
    label: "Zeitzone",
    help: "Zeitzone der Anlage, für die Zeiten in Anruf-IDs.",
    empty: "die dieses Rechners",
  },
  "pbx.internal_calls": {
    label: "Interne Gespräche",
    help: "Auch Ereignisse von Gesprächen zwischen Nebenstellen senden.",
  },
  "pbx.numbers": {
    label: "Externe Nummern",
    help: "Externe Nummern nur mit Ziffern schreiben oder so, wie die Anlage sie zeigt.",
  },
  "pbx.active_calls_poll_s": {
    label: "Gespräche abfragen alle",
    help: "Wie oft die Anlage nach laufenden Gesprächen gefragt wird; längere Pausen können kurze Abschnitte verpassen.",
  },
  "endpoint.url": {
    label: "Adresse",
    help: "Adresse, die die Ereignisse bekommt.",
    empty: "muss gesetzt werden",
  },
  "endpoint.recording_url": {
    label: "Adresse für Aufnahmen",
    help: "Adresse, die die Links auf Aufnahmen bekommt.",
    empty: "dieselbe wie url",
  },
  "endpoint.method": {
    label: "Methode",
    help: "Wie Anrufereignisse gesendet werden; Aufnahmen immer mit POST.",
    empty: "GET für komplit, POST für die anderen",
  },
  "endpoint.dialect": { label: "Format", help: "Das Format, das der Empfänger versteht." },
  "endpoint.recording_full_info": {
    label: "Aufnahmen mit allen Angaben",
    help: "Mit Aufnahmen alle Angaben zum Gespräch senden.",
  },
  "endpoint.events": {
    label: "Ereignisse",
    help: "Welche Ereignisse gesendet werden; die nach den ersten vier gibt es nur im Format native.",
    empty: "ringing, started, ended, recording; bei native alle",
  },
  "endpoint.users": {
    label: "Benutzer",
    help: "Wessen Ereignisse gesendet werden: Nummern von Nebenstellen, Warteschlangen und IVRs; ein Minus davor lässt aus.",
    empty: "alle",
  },
  "endpoint.mirror": {
    label: "Spiegel",
    help: "Eine Kopie zum Beobachten: Ihre Fehler melden sich nie.",
  },
  "endpoint.secret": {
    label: "Signaturgeheimnis",
    help: "Jede Anfrage nach Standard Webhooks mit diesem Geheimnis signieren (whsec_…).",
    empty: "Anfragen werden nicht signiert",
  },
  "endpoint.previous_secret": {
    label: "Voriges Geheimnis",
    help: "Solange es gesetzt ist, trägt jede Anfrage beide Signaturen.",
    empty: "eine Signatur",
  },
  "endpoint.previous_secret_until": {
    label: "Voriges Geheimnis bis",
    help: "Von da an signiert previous_secret nicht mehr.",
    empty: "solange previous_secret gesetzt ist",
  },
  "endpoint.basic_user": {
    label: "Benutzername",
    help: "Benutzername für HTTP Basic.",
    empty: "wird nicht gesendet",
  },
  "endpoint.basic_password": { label: "Passwort", help: "Das Passwort dazu." },
  "endpoint.bearer_token": {
    label: "Bearer-Token",
    help: "Token für den Header authorization: Bearer.",
    empty: "wird nicht gesendet",
  },
  "endpoint.ca_file": {
    label: "Zertifizierungsstelle",
    help: "PEM-Datei der Stelle, die das Zertifikat des Empfängers unterschrieben hat; andere gelten weiter. Wird bei Änderung neu gelesen.",
    empty: "die öffentlichen Stellen",
  },
  "endpoint.client_cert_file": {
    label: "Eigenes Zertifikat",
    help: "PEM-Datei mit dem Zertifikat, mit dem sich dieses Programm beim Empfänger ausweist.",
    empty: "es wird keines gezeigt",
  },
  "endpoint.client_key_file": {
    label: "Schlüssel des Zertifikats",
    help: "PEM-Datei mit dem privaten Schlüssel zu client_cert_file, ohne Passphrase.",
  },
  "endpoint.accept_fingerprint": {
    label: "Angenommener Fingerabdruck",
    help: "Das Zertifikat mit diesem SHA-256-Fingerabdruck annehmen, wer es auch unterschrieben hat.",
    empty: "nur gültige Zertifikate",
  },
  "endpoint.concurrency": {
    label: "Anfragen zugleich",
    help: "Wie viele Anfragen zugleich unterwegs sein dürfen; die eines Gesprächs gehen immer nacheinander.",
  },
  "endpoint.timeout_s": {
    label: "Antwort binnen",
    help: "Wie lange der Empfänger für seine Antwort brauchen darf.",
  },
  "endpoint.retry_for_h": {
    label: "Wiederholen für",
    help: "Wie lange beendete Gespräche und Aufnahmen erneut versucht werden.",
  },
  "endpoint.queue_rows": {
    label: "Höchstens wartend",
    help: "Wie viele Webhooks warten dürfen; darüber wird verworfen, was zuerst abliefe.",
  },
  "endpoint.queue_mb": {
    label: "Wartend höchstens",
    help: "Wie viel Speicher und Platz Wartendes mit Adressen und Inhalten belegen darf.",
  },
  "recordings.source": {
    label: "Woher",
    help: "Woher Aufnahmen kommen: aus dem Ordner der Anlage auf diesem Rechner, über das Netz oder nirgendwoher.",
  },
  "recordings.folder": {
    label: "Ordner der Aufnahmen",
    help: "Ordner, in den 3CX seine Aufnahmen schreibt.",
    empty: "der Ordner, den 3CX auf diesem System benutzt",
  },
  "recordings.storage": {
    label: "Ordner der MP3",
    help: "Ordner, der die MP3-Dateien aufnimmt.",
    empty: "recordings im Datenordner",
  },
  "recordings.bitrate_kbps": {
    label: "Güte der MP3",
    help: "Größe der MP3-Dateien: 32 genügt für Sprache.",
  },
  "recordings.ffmpeg": {
    label: "Umwandler",
    help: "Das Programm ffmpeg, das aus Aufnahmen MP3 macht.",
    empty: "das mitgelieferte, sonst das des Systems",
  },
  "recordings.parallel": {
    label: "Zugleich",
    help: "Wie viele Aufnahmen höchstens zugleich zu MP3 werden. Ein Prozessor bleibt immer den Anrufen.",
  },
  "recordings.keep_days": {
    label: "Behalten für",
    help: "Aufnahmen von Gesprächen, die länger her sind, werden nachts gelöscht.",
  },
  "recordings.purge_at": {
    label: "Löschen um",
    help: "Wann sie gelöscht werden, in der Zeit dieses Rechners.",
  },
  "recordings.public_url": {
    label: "Links beginnen mit",
    help: "Womit Links auf Aufnahmen beginnen, so wie der Empfänger dieses Programm erreicht.",
    empty: "die eigene https-Adresse dieses Programms",
  },
  "recordings.link": {
    label: "Links",
    help: "Ob Links eine Signatur tragen, die sich nicht erraten lässt.",
  },
  "recordings.link_days": {
    label: "Links gelten für",
    help: "Wie lange ein signierter Link gilt.",
    empty: "solange die Datei besteht",
  },
  "recordings.settle_s": {
    label: "Auf weitere Dateien warten",
    help: "Ruhe nach der letzten Datei, bevor die Links eines Gesprächs gesendet werden.",
  },
  "server.host": {
    label: "Lauscht an",
    help: "Adresse, an der Aufnahmen und die Monitorseite angeboten werden.",
  },
  "server.port": { label: "Port", help: "Der https-Port dafür; 0 nimmt irgendeinen freien." },
  "server.http_port": {
    label: "Port ohne Verschlüsselung",
    help: "Ein weiterer Port ohne Verschlüsselung, nur für Aufnahmen und nur für diesen Rechner: für einen Webserver darauf, der Anfragen weiterreicht.",
    empty: "es gibt keinen",
  },
  "server.cert_file": {
    label: "Zertifikat",
    help: "PEM-Datei mit dem Zertifikat, gefolgt von seinen Zwischenzertifikaten.",
    empty: "ein selbst signiertes Zertifikat wird erzeugt",
  },
  "server.key_file": {
    label: "Schlüssel des Zertifikats",
    help: "PEM-Datei mit dem privaten Schlüssel zu cert_file.",
  },
  "server.monitor": { label: "Monitorseite", help: "Die Monitorseite anbieten." },
  "server.monitor_password": { label: "Monitor-Passwort", help: "Passwort der Monitorseite." },
  "server.update_url": {
    label: "Neuere Versionen",
    help: "Die Datei latest.yml neuerer Versionen. Sie wird einmal am Tag angesehen; was sie sagt, steht in /health und im Protokoll, und nichts wird geladen.",
    empty: "nach neueren Versionen wird nicht gesehen",
  },
  "delivery.durability": {
    label: "Übersteht",
    help: "full: Ein angenommenes Ereignis übersteht einen Stromausfall; normal: einen Absturz dieses Programms, mit weniger Schreibzugriffen.",
  },
  "delivery.queue": {
    label: "Webhooks warten",
    help: "Wo angenommene Webhooks warten. local: im Datenordner, und dieses Programm stellt sie zu; postgres: in einer PostgreSQL-Datenbank, und Worker stellen sie zu. Eine Änderung gilt ab dem nächsten Start.",
  },
  "delivery.queue_url": {
    label: "Datenbank",
    help: "Adresse der PostgreSQL-Datenbank, mit Benutzer und Passwort.",
    empty: "keine; queue = postgres braucht eine",
  },
  "delivery.engine": {
    label: "Name in der Datenbank",
    help: "Name dieses Programms unter denen, die die Datenbank teilen: einer für jede Anlage.",
  },
  "reconcile.nightly": {
    label: "Jede Nacht abgleichen",
    help: "Jede Nacht den Vortag mit Anrufprotokoll und Aufnahmenliste der Anlage vergleichen. Gesendet wird dadurch nichts.",
  },
  "reconcile.at": { label: "Abgleichen um", help: "Wann, in der Zeit dieses Rechners." },
  "log.level": { label: "Schreiben ab", help: "Die unwichtigste Art von Meldung, die geschrieben wird." },
  "log.keep_days": {
    label: "Behalten für",
    help: "Wie lange Protokolldateien und das Webhook-Protokoll bleiben.",
  },
};

export const unitNamesDe: Readonly<Record<string, string>> = {
  seconds: "Sekunden",
  hours: "Stunden",
  days: "Tage",
};

/** After a one. */
export const unitNameDe: Readonly<Record<string, string>> = {
  seconds: "Sekunde",
  hours: "Stunde",
  days: "Tag",
};

export const choiceNamesDe: Readonly<Record<string, string>> = {
  "pbx.numbers.digits": "nur Ziffern",
  "pbx.numbers.as_shown": "wie die Anlage sie zeigt",
  "endpoint.dialect.komplit": "Komplit, GET als Standard",
  "endpoint.dialect.creomate": "Komplit mit den Ergänzungen von Creomate",
  "endpoint.dialect.k2m": "K2M, nur POST",
  "endpoint.dialect.native": "das eigene Format, alle Ereignisse und Felder",
  "recordings.source.folder": "der Ordner der Anlage auf diesem Rechner",
  "recordings.source.pbx": "die Anlage über das Netz",
  "recordings.source.off": "keine Aufnahmen",
  "recordings.link.signed": "mit einer Signatur, die sich nicht erraten lässt",
  "recordings.link.open": "wer ihn kennt oder errät, kann mithören",
  "delivery.durability.full": "einen Stromausfall",
  "delivery.durability.normal": "einen Absturz dieses Programms, mit weniger Schreibzugriffen",
  "delivery.queue.local": "hier, und dieses Programm sendet sie",
  "delivery.queue.postgres": "in PostgreSQL, und Worker senden sie",
};
