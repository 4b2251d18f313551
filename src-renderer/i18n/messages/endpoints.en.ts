/** Why a webhook did not arrive, and what to do. English. */
export const endpointsEn = {
  "ep.dns": "<b>The name {host} does not resolve.</b> Check the address of {ep}.",
  "ep.refused": "<b>Nothing listens at {ip}:{port}.</b> Is the receiver running?",
  "ep.connect": "<b>No connection to {ip}:{port} within 3 s.</b> Firewall or wrong network.",
  "ep.timeout":
    "<b>{host} took the request but did not answer within {s, number} s.</b> It may have worked on it: expect a duplicate with the same webhook-id.",
  "ep.reset": "<b>{host} broke off the connection</b> {phase}.",
  "ep.tls.expired": "<b>The receiver's certificate expired on {date}.</b>",
  "ep.tls.self":
    "<b>The receiver's certificate is self-signed.</b> <accept>Accept {fp}</accept> <chooseCaFile>Choose CA file</chooseCaFile>",
  "ep.tls.name": "<b>The certificate is for {names}, not for {host}.</b>",
  "ep.tls.old": "<b>No common TLS version: {host} offers only {v}.</b> Needed: 1.2 or newer.",
  "ep.tls.client":
    "<b>The receiver wants a client certificate;</b> {reason, select, refused {it refused ours} other {none is set}}. <settings>Settings</settings>",
  "ep.notHttp": "<b>{host} answered something that is not HTTP.</b> Wrong port?",
  "ep.3xx":
    "<b>{host} redirects ({status}) to {location}. Redirects are not followed.</b> <useThatAddress>Use that address</useThatAddress>",
  "ep.auth": "<b>{host} refuses access ({status}).</b> Check user, token or header of {ep}. Retries go on.",
  "ep.signature":
    "<b>{host} refuses access ({status}) and signing is on.</b> Usual causes: other secret, a proxy changes the body, clock off by more than 5 min. <replaceSecret>Replace secret</replaceSecret> <test>Test</test>",
  "ep.404": "<b>{host} does not know {path} ({status}).</b> Check path and method ({method}).",
  "ep.refusedContent":
    '<b>{host} refuses this content ({status}): "{answer}".</b> Given up after 3 tries; the same bytes will not pass later.',
  "ep.busy": "<b>{host} asks to wait until {time} ({status}).</b> That is respected for the whole endpoint.",
  "ep.5xx": "<b>The receiver failed ({status}).</b> The fault is there; next try {time}.",
  "ep.410":
    "<b>{host} says: gone for good (410). {ep} is paused</b>, {n, plural, one {# delivery is} other {# deliveries are}} kept. <editAddress>Edit address</editAddress> <resume>Resume</resume>",
  "ep.blocked":
    "<b>{ip} is never called</b> (link-local, metadata or this program's own port). <editAddress>Edit address</editAddress>",
  "ep.breaker":
    "<b>{n, plural, one {# failure} other {# failures}} in a row: one probe every {s, number} s.</b> Everything else waits, in order. <probeNow>Probe now</probeNow>",
  "ep.waits": "Waits for the earlier event of this call ({event}, {time}).",
  "ep.expired":
    "<b>Expired: not accepted within {limit}.</b> A late {event} would mislead. <sendAnyway>Send anyway</sendAnyway>",
  "ep.full":
    "<b>The queue of {ep} is full ({n, number}).</b> The ones that expire soonest are dropped and counted: {m, number}.",
};
