/** What the engine says about checks, its own files, simulations, and connections of windows. */
export const programMessages = {
  // Checks (src-main/monitor/check-*.ts).
  "check.failed": "This could not be tested ({reason:m}).",
  "check.failed.advice": "Try again; if it stays so, look into the log.",
  "check.pbx.name": "The address {host:w} is known.",
  "check.pbx.reachable": "{host:w} answers at port {port:w}.",
  "check.http": "The address begins with http: nothing is encrypted.",
  "check.certificate": "The certificate is valid.",
  "check.certificate.any": "Any certificate of 3CX is accepted: allow_self_signed is on.",
  "check.certificate.any.advice": "Keep that only if the network in between is your own.",
  "check.pbx.signIn": "3CX accepts the client id and the API key.",
  "check.pbx.permission": "Calls, numbers and the call log may be read.",
  "check.pbx.version": "This is 3CX {version:w}.",
  "check.pbx.polling": "Calls are followed by asking each second.",
  "check.pbx.seen": "{n:n} extensions are seen.",
  "check.pbx.some": "Only {n:n} of {all:n} extensions are seen: ringing and answering of the others are not.",
  "check.pbx.some.advice":
    'If they matter, add them to "Extensions to monitor" under Admin → Integrations → API.',
  "check.ep.notSent": "Nothing was sent. A test event shows what the receiver answers.",
  "check.ep.isAddress": "{host:w} is an address; no name has to be looked up.",
  "check.ep.name": "{host:w} is {addresses}.",
  "check.ep.reachable": "{host:w} takes connections at port {port:w}.",
  "check.ep.certificate": "The certificate of {host:w} is valid.",
  "check.ep.certificate.accepted": "The certificate of {host:w} is valid, or the accepted one.",
  "check.rec.off": "Recordings are switched off (source = off).",
  "check.rec.list": "The list of recordings may be read; it names {n:n} of the last 24 hours.",
  "check.rec.list.more": "The list of recordings may be read; it names more than {n:n} of the last 24 hours.",
  "check.rec.exists": "{folder} exists.",
  "check.rec.noFolder": "{folder} is no folder.",
  "check.rec.noFolder.advice": "Enter the folder that 3CX writes to (folder in [recordings]).",
  "check.rec.readable": "{folder} may be read.",
  "check.rec.none": "There is no recording in {folder} yet.",
  "check.rec.none.advice": "Check that 3CX records calls and keeps them there.",
  "check.rec.found": "{n:n} {n|recording was|recordings were} found‹, the newest of {time:date}›.",
  "check.rec.foundMore":
    "More than {n:n} {n|recording was|recordings were} found‹, the newest of {time:date}›.",
  "check.rec.notWritable": "MP3 files cannot be written to {folder} ({reason:m}).",
  "check.rec.notWritable.advice":
    "Allow this program's user to write there, or choose another folder (storage in [recordings]).",
  "check.rec.lowDisk.advice": "Make room on that disk, or choose another one for storage.",
  "check.rec.writable": "MP3 files can be written to {folder}; {free:size} are free.",
  "check.rec.writable.unknown": "MP3 files can be written to {folder}.",
  "check.ffmpeg.silent": "ffmpeg does not answer when asked for its version.",
  "check.ffmpeg.missing": "ffmpeg was not found. Looked at: {looked}.",
  "check.ffmpeg.advice": "Install ffmpeg, or name the program in [recordings] ffmpeg.",
  "check.ffmpeg": "ffmpeg {version:w} is at {path}.",
  "check.ffmpeg.other": "{place} ({path}): {reason:m}. Instead: {found:m}",
  "check.ffmpeg.notStarted": "it does not start: {code:w}",
  "check.ffmpeg.isNone": "it is no ffmpeg",
  "check.ffmpeg.other.advice": "Correct [recordings] ffmpeg.",
  // The engine's own files (src-main/store).
  "store.ok": "New webhooks can be kept.",
  "store.disk-full":
    "There is no room on the disk for {path} ({reason}). Webhooks of new events wait in memory until there is; free some space.",
  "store.locked":
    "Another program holds {path} ({reason}). Webhooks of new events wait in memory until it lets go; leave the data folder out of backups and virus scans.",
  "store.unwritable":
    "The file {path} cannot be written ({reason}). Webhooks of new events wait in memory until it can; check the disk and the rights of its folder.",
  "store.damaged":
    "The file {path} was damaged ({reason}) and is kept as {aside}; a new one is begun, with {n:n} {n|event|events} that could be read from it. Check the disk, and look in the webhook log for what may be missing.",
  "store.newer":
    "{path} has layout {version:n}, but this version of 3CX Webhook knows layouts up to {known:n}. Install the version that was used last, or choose another data folder with --data.",
  // The shared queue (src-main/store/postgres) and its workers (src-main/worker).
  "store.shared.full": "The PostgreSQL server {server:w} has no room on its disk ({reason}).",
  "store.shared.full.advice": "Free some space.",
  "store.shared.locked": "Something holds the queue on {server:w} ({reason}).",
  "store.shared.locked.advice": "Look for a long transaction or a lock in the database.",
  "store.shared.unwritable": "The queue on {server:w} cannot be written ({reason}).",
  "store.shared.unwritable.advice": "Check the PostgreSQL server and the network to it.",
  "store.shared.newer":
    "The queue on {server:w} was changed by a newer version of this program (layout {version:n}, this version knows {known:n}). Update this program.",
  "store.shared.waits": "Webhooks of new events wait in memory until then.",
  "worker.none":
    "No delivery worker is connected, so nothing is sent: start 3cx-webhook worker, or look at its log.",
  "worker.without":
    "No delivery worker has [endpoint.{ep:w}] in its settings, so nothing is sent: add it to a worker's settings.",
  "store.calls.unreadable":
    "The history of calls {path} cannot be read at the moment ({reason}). Try again; if it stays so, check the disk and the rights of its folder.",
  // Certificates that run out (src-main/program/certificate-alarms.ts).
  "update.notAsked": "Not asked yet.",
  "update.unknown": "{url:w} does not tell the newest version: {reason:m}. Check [server] update_url.",
  "update.noVersion": "it names no version",
  "cert.server":
    "The certificate of this program's web server {when:m}; then links to recordings and this window no longer open.",
  "cert.server.advice":
    "Renew it and put it where cert_file and key_file in [server] say; it is taken over without a restart.",
  "cert.server.self":
    "The self-signed certificate of this program's web server {when:m} and could not be renewed.",
  "cert.server.self.advice": "Make the folder tls in {folder} writable for this program, then restart it.",
  "cert.client": "The client certificate for {ep:w} {when:m}; then {ep:w} refuses its webhooks.",
  "cert.client.advice":
    "Renew it and put it where client_cert_file and client_key_file in [endpoint.{ep:w}] say; it is taken over without a restart.",
  "cert.ranOut": "ran out on {date:date}",
  "cert.runsOut": "runs out on {date:date}, {left:m}",
  "cert.left.hours": "in less than a day",
  "cert.left.days": "in {n:n} {n|day|days}",
  // Simulations (src-main/monitor/simulation).
  "sim.busy": "A simulation is running already; stop it first.",
  "sim.noFault": 'There is no fault "{name}" to choose; reload the window.',
  "sim.tooMany": "These are {n:n} calls; choose a smaller number, {most:n} at most.",
  "sim.anonymous": "The caller of this scenario is anonymous: leave the number empty.",
  "sim.caller": "The caller's number must be a phone number of at least three digits, such as +420774852629.",
  "sim.extension": "The extension must be a number, such as 106.",
  "sim.noExtension": "No extension takes part in this scenario: leave the extension empty.",
  "sim.noDid": "Nobody calls from outside in this scenario: leave the DID empty.",
  "sim.failed": "The simulation could not be run: {reason:m}",
  "sim.stopped":
    "Stopped by hand: {finished:n} of {planned:n} calls were played to their end, and {accepted:n} of {requests:n} requests were accepted.",
  "sim.unseen": "No call was made, because the simulated phone system shows none.",
  "sim.difference": "One difference from what the scenario promises: {detail}",
  "sim.differences": "{n:n} differences from what the scenario promises: {detail}",
  "sim.asPromised": "All {n:n} events came as the scenario promises.",
  "sim.asPromisedOne": "The one event came as the scenario promises.",
  "sim.rules":
    "All {n:n} events keep the rules for all calls; the scenario's own promise was not judged, because {reason:m}.",
  "sim.rulesOne":
    "The one event keeps the rules for all calls; the scenario's own promise was not judged, because {reason:m}.",
  "sim.hidden.restart": "the phone system restarted",
  "sim.hidden.ivr": "nobody monitors the IVR",
  "sim.hidden.queue": "nobody monitors the queue",
  "sim.hidden.wait": "the wait in the queue looks like the end of the call",
  "sim.hidden.mobile": "the mobile's leg belongs to the trunk",
  "sim.hidden.park": "a parked call has no leg",
  "sim.hidden.some": "has some of the others",
  "sim.hidden.conference": "rows do not say who is in a conference",
  "sim.hidden.hasConference": "has a conference",
  "sim.hidden.neither": "neither source answers reliably",
  "sim.accepted": "All {n:n} requests were accepted by {where:m}.",
  "sim.acceptedOne": "The one request was accepted by {where:m}.",
  "sim.unwanted": "None of them is wanted by {where:m}: see events and users in its settings.",
  "sim.lost": "{n:n} of {all:n} requests were not accepted by {where:m}.",
  "sim.lost.why": "{n:n} of {all:n} requests were not accepted by {where:m}: {reason:m}",
  "sim.builtIn": "the built-in receiver",
  "sim.dropped": "Not accepted before the simulation ended; it is not tried again.",
  // Why it cannot start (src-main/store/data-folder.ts, src-main/store/*/words.ts, src-main/web/listen-failure.ts).
  "start.folder": "The data folder {path} cannot be used ({reason}).",
  "start.folder.rights": "Choose another with --data, or let this user write to it.",
  "start.folder.full": "Make room on its disk, or choose another folder with --data.",
  "start.folder.held":
    "The data folder {path} is in use by another 3CX Webhook‹ (process {pid:w})›. Stop that one first, or choose another folder with --data.",
  "start.file.held":
    "The file {path} is held by another program ({reason}). Stop that program, such as a backup, and start again.",
  "start.file.full": "There is no room on the disk for {path} ({reason}). Free some space and start again.",
  "start.file.unwritable":
    "The file {path} cannot be written ({reason}). Let this user write to it and its folder, or choose another folder with --data.",
  "start.file.unusable":
    "The file {path} cannot be opened ({reason}). Check the disk and the rights of its folder, or choose another folder with --data.",
  "start.shared.none":
    "queue = postgres in [delivery] needs the address of the database: set queue_url there.",
  "start.shared.unwritable":
    "The queue on {server:w} cannot be written ({reason}). Let the user in queue_url write to the database and create a schema in it.",
  "start.shared.unusable":
    "The queue on {server:w} cannot be opened ({reason}). Check queue_url in [delivery], and that the PostgreSQL server runs and lets this machine in.",
  "start.shared.taken":
    "Another program uses the queue on {server:w} under the name {engine:w}. Stop it, or give each its own name by the key engine in [delivery].",
  "start.port.used":
    "Port {port:w} on {host:w} is in use by another program. Stop that program or set another port in [server].",
  "start.port.notAllowed":
    "This program may not open port {port:w} on {host:w}. Set a port above 1023 in [server].",
  "start.port.noAddress":
    "{host:w} is no address of this machine. Set host in [server] to 127.0.0.1, 0.0.0.0 or one of its addresses.",
  "start.port.other":
    "Port {port:w} on {host:w} cannot be opened ({reason}). Check host and port in [server].",
  // Captures (src-main/capture).
  "capture.already": "A capture runs already. Stop it before you begin another one.",
  "capture.exists": "{path} is there already. Name another file: a capture never overwrites one.",
  "capture.unwritable": "{path} cannot be written ({reason}). Name a file in another folder.",
  "capture.further": "The file cannot be written any further ({reason}): look for free space.",
  "capture.slow": "The disk is too slow for what 3CX sends: choose another folder.",
  // Windows and their connection (src-shared/rpc).
  "rpc.disconnected": "There is no connection to the service.",
  "rpc.silentService": "The service does not answer. Check that it runs, then try again.",
  "rpc.tooMuch": "Too much was asked at once. Try again in a moment.",
  "rpc.nonsense": "The service's answer makes no sense here.",
  "rpc.notSent": "The answer cannot be sent.",
  "rpc.answerLarge": "The answer is too large. Ask for less at a time.",
  "rpc.questionLarge": "This is too large to be sent to the service.",
  "rpc.unknown": "This version of the service cannot do that.",
  "rpc.failed": "The service could not do that. Its log says why.",
  "rpc.stopping": "3CX Webhook is stopping.",
  "rpc.cancelled": "The request was cancelled.",
  "rpc.closed": "The connection was closed.",
  "rpc.lost": "The connection was lost.",
  "rpc.silent": "Nothing was heard for several seconds. Check the network between window and service.",
  "rpc.malformed": "A message could not be understood. Update window and service to the same version.",
  "rpc.large": "A message was too large.",
  "rpc.slow": "The window could not keep up. Reload it.",
  "rpc.version": "Window and service are of different versions. Update the older one.",
  "rpc.loginNeeded": "Log in with the monitor password.",
  "rpc.sessionEnded": "The session has ended. Log in again.",
  "rpc.remoteOff": "Remote access is off: no password is set there. Set monitor_password in [server].",
  "rpc.switchedOff": "The monitor page is switched off. Set monitor = yes in [server].",
  "rpc.windows": "Too many windows are open at this service. Close some of them.",
  "rpc.second": "Another 3CX Webhook already uses this data folder.",
  "rpc.origin":
    "This address may not open the monitor. Open it at the address that the service itself shows.",
  "rpc.logins": "Too many try to log in at once. Try again shortly.",
  "rpc.guesses": "Too many wrong passwords from this address. Try again in {s:n} seconds.",
} as const;
