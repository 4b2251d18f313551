/** What the engine says about requests to receivers: why one failed, how an endpoint does, what a person must mend. */
export const deliveryMessages = {
  // Requests without a usable answer (src-main/webhooks/delivery/error-words.ts).
  "ep.failed": "The request to {at:w} failed: {reason:m}.",
  "ep.notSent": "The request could not be sent: {reason:m}",
  "ep.blocked": "Webhooks are not sent to {at:w}: {reason:m}. Enter another address.",
  "ep.blocked.none": "{ip:w} is no address of a receiver",
  "ep.blocked.broadcast": "{ip:w} is a broadcast address",
  "ep.blocked.multicast": "{ip:w} is a multicast address",
  "ep.blocked.linkLocal": "{ip:w} is link-local: it is used by the network itself and by metadata services",
  "ep.blocked.metadata": "{ip:w} belongs to a metadata service",
  "ep.blocked.own": "{ip:w} is this program's own server",
  "ep.refused": "Nothing listens at {at:w}; check that the receiver runs and that the port is right.",
  "ep.dns": "The name {host:w} does not resolve; check its spelling and this machine's DNS.",
  "ep.dnsSilent": "The DNS server gave no answer for {host:w}; check this machine's network and DNS.",
  "ep.unreachable":
    "The host {at:w} cannot be reached; check that it is switched on and that a route leads there.",
  "ep.noNetwork": "This machine has no network that leads to {at:w}.",
  "ep.notAllowed": "This machine does not allow a connection to {at:w}; check its firewall.",
  "ep.tooMany":
    "This machine has no more free connections (too many open files); raise the limit for this service.",
  "ep.closed.connect": "{at:w} closed the connection while it was being made.",
  "ep.closed.noHttps": "Perhaps it does not speak https there.",
  "ep.closed.answer": "{at:w} closed the connection without an answer.",
  "ep.closed.clientCertificate": "Perhaps it wants a client certificate, or another one (client_cert_file).",
  "ep.closed.body": "{at:w} closed the connection in the middle of its answer.",
  "ep.address": "The address {url:w} is not valid: {reason:m}.",
  "ep.connect": "{at:w} did not accept a connection within {s:n} s; a firewall may swallow it.",
  "ep.timeout.headers": "{at:w} took the request but did not begin to answer within {s:n} s.",
  "ep.timeout.body": "{at:w} began to answer and then fell silent.",
  "ep.timeout.connect": "No connection to {at:w} came about within {s:n} s.",
  "ep.timeout.total": "{at:w} did not finish its answer within {s:n} s (timeout_s).",
  "ep.tls.expired": "The certificate of {host:w} expired‹ on {date:date}›; it must be renewed there.",
  "ep.tls.notYet":
    "The certificate of {host:w} is not valid before {date:date}; check the clock of this machine.",
  "ep.tls.self":
    "The certificate of {host:w} is self-signed, so nobody vouches for it; name its authority in ca_file or use a public certificate.",
  "ep.tls.unknown":
    "The certificate of {host:w} comes from an authority that this machine does not know, or the receiver does not send its intermediate certificate; name the authority in ca_file.",
  "ep.tls.accept": "If it is the right one, accept it: accept_fingerprint = SHA256:{fingerprint:w}",
  "ep.tls.revoked": "The certificate of {host:w} was revoked.",
  "ep.tls.name": "The certificate of {host:w} is made out to {names:m}, not to {host:w}; check the address.",
  "ep.tls.otherName": "another name",
  "ep.tls.laterDate": "a later date",
  "ep.tls.none":
    "{at:w} does not speak https, or only an outdated version of it; check http and https, and the port.",
  "ep.tls.client": "{at:w} wants a client certificate; set client_cert_file and client_key_file.",
  "ep.tls.clientRefused":
    "{at:w} does not accept the client certificate, or wants one; check client_cert_file.",
  "ep.tls.handshake":
    "{at:w} refused a secure connection. Perhaps it wants a client certificate (client_cert_file), or it speaks an outdated version of https only.",
  "ep.tls.other": "No secure connection to {at:w} came about ({code:w}).",
  "ep.headersTooLarge": "{at:w} answered with headers that are too large.",
  "ep.lengthWrong": "{at:w} sent less or more than it had announced.",
  "ep.notHttp": "What {at:w} answered is not HTTP; check the port.",
  "ep.badCharacter":
    "The request to {at:w} cannot be written: a header or the address of this endpoint holds a character that HTTP does not allow.",
  "ep.stopped": "The attempt was broken off because this program stopped or its settings changed.",
  "ep.noReason": "no reason was given",
  "ep.unknownReason": "unknown reason",
  // Answers that are no success (answer-words.ts); `answer` is the status with its name.
  "ep.answer": "The receiver answered {answer:p}.",
  "ep.answer.3xx":
    "The receiver answered {answer:p}; redirects‹ (to {location:w})› are not followed, so enter the final address.",
  "ep.answer.content": "The receiver answered {answer:p}: it does not accept the content.",
  "ep.answer.auth":
    "The receiver answered {answer:p}: it refuses access, so check the endpoint's credentials and headers.",
  "ep.answer.404": "The receiver answered {answer:p}: nothing is at this address, so check the path.",
  "ep.answer.405":
    "The receiver answered {answer:p}: it does not take this method, so check method = GET or POST.",
  "ep.answer.410":
    "The receiver answered {answer:p}: it wants no more webhooks, so the endpoint is paused until it is resumed or its settings change.",
  "ep.answer.413": "The receiver answered {answer:p}: the body is too large for it.",
  "ep.answer.429": "The receiver answered {answer:p}: it gets more than it wants and asks to wait.",
  "ep.answer.away": "The receiver answered {answer:p}: it is not available at the moment.",
  "ep.answer.5xx": "The receiver answered {answer:p}: it has a problem of its own.",
  // Deliveries that ended without an attempt (end-words.ts).
  "ep.expired": "Not sent: its time was over before the receiver took it.",
  "ep.removed": "Not sent: the endpoint was removed from the settings.",
  "ep.full":
    "Not sent: too many webhooks wait for the endpoint (queue_rows, queue_mb), and this one would have expired first.",
  "ep.unreadable": "Not sent: the queue on disk does not hold it in a readable form any more.",
  // Files of certificates (tls-files.ts).
  "ep.file.encrypted":
    "The key in {path} (client_key_file of the endpoint {ep:w}) is locked with a passphrase; save it without one.",
  "ep.file.noKey":
    "The file {path} (client_key_file of the endpoint {ep:w}) holds no private key in PEM form.",
  "ep.file.otherKey":
    "The key in {path} (client_key_file of the endpoint {ep:w}) does not belong to the certificate in {cert} (client_cert_file).",
  "ep.file.noCertificate":
    "The file {path} ({key:w} of the endpoint {ep:w}) holds no certificate in PEM form.",
  "ep.file.missing": "The file {path} ({key:w} of the endpoint {ep:w}) does not exist.",
  "ep.file.forbidden": "The file {path} ({key:w} of the endpoint {ep:w}) may not be read by this program.",
  "ep.file.unreadable": "The file {path} ({key:w} of the endpoint {ep:w}) cannot be read.",
  // How an endpoint does (endpoint-status.ts).
  "ep.status.paused": "Paused by hand: nothing is sent until it is resumed.",
  "ep.status.410": "Paused, because the receiver answered 410 Gone: resume it or correct its settings.",
  "ep.status.breaker":
    "Nothing is sent for {n:n} {n|second|seconds}, because the last attempts failed: {reason:m}",
  "ep.status.probing":
    "A single webhook tries whether the receiver is back. Before, attempts failed: {reason:m}",
  "ep.status.failing": "The last attempt failed: {reason:m}",
  "ep.status.slow": "The receiver is back and gets {n:n} at a time until it proves steady.",
  "ep.status.waits": "{n:n} {n|webhook waits|webhooks wait}.",
  "ep.status.nothing": "Nothing waits.",
  "ep.status.unused": "Nothing was to be sent yet.",
  "ep.status.delivered": "Everything was delivered.",
  // What needs a person (journal.ts, src-main/monitor/problems.ts).
  "ep.alarm.failing": "Nothing reaches the endpoint {ep:w}. {reason:m}",
  "ep.alarm.config": "The endpoint {ep:w} needs a change of settings. {reason:m}",
  "ep.alarm.gone": "The endpoint {ep:w} is paused. {reason:m}",
  "ep.alarm.expired": "A webhook for the endpoint {ep:w} was not delivered in time. {reason:m}",
  "ep.alarm.full":
    "So many webhooks wait for the endpoint {ep:w} that those which expire soonest are dropped; mend the receiver, or raise queue_rows and queue_mb.",
  "ep.problem": "{ep:w} does not take its webhooks: {reason:m}",
  "ep.problem.silent": "it does not answer.",
  "ep.problem.waits": "{n:n} {n|webhook waits|webhooks wait}, none is lost.",
  // Tests and resends.
  "ep.test.accepted": "The receiver accepted the test with {status:w}.",
  "ep.test.noWebhook": "The dialect {dialect:w} has no webhook for {type:w}; try another event.",
  "ep.gone": "There is no endpoint {ep:w} in the settings any more.",
  "ep.none": "There is no endpoint {ep:w} in the settings.",
  "resend.over": "This resend was run already or is too long ago; count again.",
  "log.gone": "The log no longer has this webhook.",
  "log.page": "This page of the log is not known; begin at the first page again.",
  "log.exportOver": "This export is over; begin it again.",
  "log.unreadable":
    "The delivery log {path} cannot be read at the moment ({reason}). Try again; if it stays so, check the disk and the rights of its folder.",
} as const;
