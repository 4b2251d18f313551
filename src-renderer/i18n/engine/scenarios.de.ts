/** The simulator's scenarios by their names, in German: title and what happens. English comes from the engine. */
export interface ScenarioWords {
  readonly title: string;
  readonly summary: string;
}

const named = (title: string, summary: string): ScenarioWords => ({ title, summary });
const nameArrives = "Der Name erreicht Empfänger, wie er ist, und macht nichts kaputt.";

export const scenariosGerman: Readonly<Record<string, ScenarioWords>> = {
  "inbound-answered": named(
    "Anruf bei einer Nebenstelle, angenommen",
    "Ein Anrufer wählt eine Durchwahl; die Nebenstelle nimmt an, sie sprechen acht Sekunden.",
  ),
  "inbound-missed": named("Anruf bei einer Nebenstelle, verpasst", "Niemand hebt ab; der Anrufer gibt auf."),
  "ivr-missed": named("Anrufer legt bei der Ansage auf", "Der Anrufer hört das Menü des IVR und legt auf."),
  "two-devices": named(
    "Zwei Geräte einer Nebenstelle",
    "Ein Tischtelefon und ein Webclient derselben Nebenstelle klingeln; an einem wird angenommen.",
  ),
  hold: named(
    "Gehalten und fortgesetzt",
    "Die Nebenstelle hält den Anrufer eine Weile und kommt zurück; es zählt als ein Gespräch.",
  ),
  "ivr-queue-answered": named(
    "Ansage, Warteschlange, zwei Agenten",
    "Das IVR schickt den Anrufer in eine Warteschlange; zwei Telefone klingeln, der zweite Agent nimmt an.",
  ),
  "queue-missed-waiting": named(
    "Anrufer verlässt die Warteschlange beim Warten",
    "Kein Agent ist frei; der Anrufer gibt auf, bevor ein Telefon klingelt.",
  ),
  "queue-missed-ringing": named(
    "Anrufer verlässt die Warteschlange, während Agenten klingeln",
    "Zwei Telefone klingeln, niemand nimmt rechtzeitig an: Die Warteschlange hat den Anruf verpasst.",
  ),
  "queue-hunt-waves": named(
    "Warteschlange, die ein Telefon nach dem anderen ruft",
    "Das erste Telefon, das zweite, wieder das erste: Jede Welle ist ein eigenes Klingelereignis.",
  ),
  "queue-hunt-short-gap": named(
    "Ein Telefon schweigt weniger als eine Sekunde",
    "Die Warteschlange ruft dasselbe Telefon nach einer halben Sekunde wieder: noch dieselbe Welle.",
  ),
  "ring-group-answered": named(
    "Rufgruppe, angenommen",
    "Drei Telefone einer Gruppe klingeln; an einem wird angenommen.",
  ),
  "ring-group-missed": named(
    "Rufgruppe, verpasst",
    "Drei Telefone einer Gruppe klingeln; der Anrufer gibt auf.",
  ),
  "blind-transfer-answered": named(
    "Blind weiterverbunden, angenommen",
    "101 schickt den Anrufer weiter zu 102, die annimmt.",
  ),
  "blind-transfer-missed": named(
    "Blind weiterverbunden, nicht angenommen",
    "101 schickt den Anrufer weiter zu 102, die nicht annimmt; der Anrufer gibt auf.",
  ),
  "blind-transfer-returned": named(
    "Blind weiterverbunden und zurückgekommen",
    "102 nimmt nicht an, das Gespräch kehrt zu 101 zurück, die weiterspricht.",
  ),
  "transfer-to-queue": named(
    "Weiterverbunden in eine Warteschlange",
    "101 schickt den Anrufer in eine Warteschlange; dort klingeln zwei Telefone, an einem wird angenommen.",
  ),
  "attended-transfer-first-call": named(
    "Mit Rückfrage weiterverbunden, der Anruf des Anrufers bleibt",
    "101 fragt zuerst eine Kollegin und verbindet dann beide.",
  ),
  "attended-transfer-consultation": named(
    "Mit Rückfrage weiterverbunden, der Anruf der Rückfrage bleibt",
    "101 fragt zuerst eine Kollegin und verbindet dann beide.",
  ),
  "consultation-only": named(
    "Rückfrage ohne Weiterverbinden",
    "101 fragt eine Kollegin und kehrt zum Anrufer zurück: ein Abschnitt von der Annahme bis zum Ende.",
  ),
  "conference-host-leaves": named(
    "Konferenz, die erste Nebenstelle geht",
    "Drei sprechen; 101 geht, 102 spricht mit dem Anrufer weiter.",
  ),
  "conference-guest-leaves": named(
    "Konferenz, die Kollegin geht",
    "Drei sprechen; 102 geht, 101 spricht mit dem Anrufer weiter: ein Abschnitt von der Annahme bis zum Ende.",
  ),
  "outbound-answered": named(
    "Ausgehender Anruf, angenommen",
    "Eine Nebenstelle wählt eine Nummer draußen; dort wird angenommen.",
  ),
  "outbound-missed": named(
    "Ausgehender Anruf, nicht angenommen",
    "Draußen nimmt niemand an; die Nebenstelle gibt auf.",
  ),
  "outbound-rejected": named("Ausgehender Anruf, abgewiesen", "Der Teilnehmer draußen ist besetzt."),
  "internal-call": named(
    "Interner Anruf",
    "Eine Nebenstelle ruft eine andere: kein Ereignis, außer interne Gespräche sind eingeschaltet.",
  ),
  voicemail: named(
    "Voicemail nimmt an",
    "Die Nebenstelle nimmt nicht an; der Anrufer hinterlässt eine Nachricht. Der Anruf zählt als verpasst.",
  ),
  "own-mailbox": named(
    "Eine Nebenstelle hört ihre Voicemail ab",
    "Niemand von draußen ist beteiligt, daher gibt es kein Ereignis.",
  ),
  "forward-answered": named(
    "Auf ein Mobiltelefon umgeleitet, angenommen",
    "Die Nebenstelle nimmt nicht an, ihr Mobiltelefon schon: Die Nebenstelle gilt als im Gespräch.",
  ),
  "forward-missed": named(
    "Auf ein Mobiltelefon umgeleitet, nicht angenommen",
    "Weder die Nebenstelle noch ihr Mobiltelefon nimmt an.",
  ),
  "park-picked-up": named(
    "Geparkt, von einer Kollegin geholt",
    "101 parkt den Anrufer, 103 holt das Gespräch.",
  ),
  "park-taken-back": named(
    "Geparkt, zurückgeholt",
    "101 parkt den Anrufer und holt das Gespräch wieder: ein Abschnitt.",
  ),
  "park-abandoned": named(
    "Geparkt, der Anrufer geht",
    "101 parkt den Anrufer, der auflegt, bevor jemand das Gespräch holt.",
  ),
  "queue-callback": named(
    "Rückruf in der Warteschlange bestellt",
    "Der Anrufer bestellt einen Rückruf; später ruft die Warteschlange einen Agenten und wählt die Nummer.",
  ),
  "anonymous-caller": named(
    "Anrufer ohne Nummer",
    "Der Anrufer unterdrückt seine Nummer; callerid ist in allen Ereignissen leer.",
  ),
  "caller-name-umlauts": named("Name des Anrufers mit Umlauten und Akzenten", nameArrives),
  "caller-name-quotes": named("Name des Anrufers mit Anführungszeichen und Markup", nameArrives),
  "caller-name-ampersand": named("Name des Anrufers mit Zeichen aus Adressen", nameArrives),
  "caller-name-line-breaks": named("Name des Anrufers mit Zeilenumbrüchen", nameArrives),
  "caller-name-right-to-left": named("Name des Anrufers mit Text von rechts nach links", nameArrives),
  "caller-name-brackets": named("Name des Anrufers mit Klammern und Ziffern", nameArrives),
  "caller-name-long": named("Name des Anrufers mit vier Kilobyte", nameArrives),
  "recording-late": named(
    "Eine Aufnahme, die zehn Minuten später kommt",
    "Die Liste nennt sie bald, die Datei kommt lange nach dem Gespräch.",
  ),
  "recording-parts": named(
    "Eine Aufnahme in zwei Teilen",
    "Die Aufnahme wurde während des Gesprächs aus- und wieder eingeschaltet: zwei Dateien eines Abschnitts.",
  ),
  "recording-local-time": named(
    "Eine Aufnahme, nach Ortszeit benannt",
    "Die Zeit in ihrem Namen ist die der Zeitzone der Anlage, die Nummer die Anruf-ID.",
  ),
  "recording-hostile-name": named(
    "Eine Aufnahme mit feindseligem Namen",
    "Der Name des Anrufers sieht aus wie der Rest des Namens einer Aufnahme.",
  ),
  "recording-escaped-name": named(
    "Eine Aufnahme mit maskiertem Namen",
    "Die Datei heißt so, wie ihre Adresse geschrieben wird, mit Prozentzeichen.",
  ),
  "recording-growing": named(
    "Eine Aufnahme, die lange wächst",
    "Die Anlage schreibt noch eine halbe Minute, nachdem die Datei erschienen ist.",
  ),
  "recording-compressed": named("Eine komprimierte Aufnahme", "Der Ton ist in GSM 06.10 verpackt."),
  "recording-truncated": named(
    "Eine abgeschnittene Aufnahme",
    "Die Datei endet mittendrin: Das wird gemeldet, das Original bleibt, wie es ist.",
  ),
  "recording-locked": named(
    "Eine gesperrte Aufnahme",
    "Eine halbe Minute lang darf niemand die Datei lesen.",
  ),
  "recording-same-number": named(
    "Eine Nummer ruft zwei Nebenstellen zugleich",
    "Eine Firma ruft unter einer Nummer zweimal an: Jede Aufnahme kommt zu ihrem Gespräch.",
  ),
  "recording-same-phone": named(
    "Eine Nummer ruft eine Nebenstelle zweimal zugleich",
    "Das Telefon nimmt ein zweites Gespräch der Firma an, während es das erste hält: zwei Aufnahmen übereinander.",
  ),
  "thirty-calls": named(
    "Dreißig Gespräche zugleich",
    "Eingehende, ausgehende, wartende und weiterverbundene Gespräche überschneiden sich; dieselben Telefone nehmen mehrere an.",
  ),
};
