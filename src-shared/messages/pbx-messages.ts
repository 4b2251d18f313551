/** What the engine says about the connection to 3CX: a state and, as `.advice`, what to do about it. */
export const pbxMessages = {
  "pbx.what.callControl": "Call Control",
  "pbx.what.activeCalls": "The list of active calls",
  "pbx.what.activeCalls.inside": "the list of active calls",
  "pbx.what.directory": "The list of numbers",
  "pbx.what.directory.inside": "the list of numbers",
  "pbx.what.callLog": "The call log",
  "pbx.what.callLog.inside": "the call log",
  "pbx.what.recordings": "The list of recordings",
  "pbx.what.recordings.inside": "the list of recordings",
  "pbx.not-configured": "No phone system is set up yet.",
  "pbx.not-configured.advice":
    "Enter the address of 3CX, the client id and the API key. 3CX makes them under Admin → Integrations → API → Add.",
  "pbx.not-asked": "{what:m} has not been needed yet.",
  "pbx.connecting": "{what:m}: connecting to {host:w}.",
  "pbx.connected": "{what:m}: connected.",
  "pbx.connection-lost": "The connection to {host:w} broke off.",
  "pbx.connection-lost.advice": "It is opened again by itself.",
  "pbx.no-licence": "3CX does not allow Call Control‹ (status {status:w})›.",
  "pbx.no-licence.advice":
    'Tick "3CX Call Control API" under Admin → Integrations → API for this client. If it is ticked, the licence lacks it: Enterprise (AI) with 8 simultaneous calls or more is needed. Meanwhile calls are followed by polling.',
  "pbx.no-monitored-extensions": "Connected, but 3CX shows no extension.",
  "pbx.no-monitored-extensions.advice":
    'Open Admin → Integrations → API, choose this client and fill "Extensions to monitor". Groups do not count: add the extensions one by one.',
  "pbx.ip-restricted": "3CX refuses everything from this computer‹ (status {status:w})›.",
  "pbx.ip-restricted.advice":
    "Most likely its console restrictions (Admin → Security → Console restrictions): add this computer's address there.",
  "pbx.role-too-low": "{what:m} may not be read with this client‹ (status {status:w})›.",
  "pbx.role-too-low.advice":
    'Tick "3CX Configuration API" under Admin → Integrations → API for this client and choose the role System Owner. If 3CX offers only the role User there, choose another department.',
  "pbx.not-available": "This 3CX does not offer {what:m}‹ (status {status:w})›.",
  "pbx.not-available.advice": "Update 3CX V20 to its newest build.",
  "pbx.wrong-secret": "3CX refuses the client id or the API key.",
  "pbx.wrong-secret.advice":
    "Compare the client id under Admin → Integrations → API. A new API key replaces the old one at once and is shown only once: generate one and enter it here.",
  "pbx.token-stolen": "3CX keeps refusing this program's access token.",
  "pbx.token-stolen.advice":
    "Most likely another program uses the same client id: 3CX allows one token per client, so they push each other out. Create a client of its own for this program under Admin → Integrations → API.",
  "pbx.old-version": "{host:w} is no 3CX of version 20: the path /connect/token is missing.",
  "pbx.old-version.advice": "Check the address and the port. A 3CX before V20 has to be updated.",
  "pbx.not-3cx": "{at:w} answers, but not as a 3CX does‹ (status {status:w})›.",
  "pbx.not-3cx.advice":
    "Check the address, the port (3CX uses 443 or 5001) and https. A proxy or a login page in between gives the same picture.",
  "pbx.pbx-restarting": "3CX cannot answer at the moment‹ (status {status:w})›.",
  "pbx.pbx-restarting.advice": "It may be restarting. This program asks again by itself.",
  "pbx.unknown-host": "The address {host:w} is unknown.",
  "pbx.unknown-host.advice": "Check its spelling and this computer's name server.",
  "pbx.connection-refused": "{host:w} is there, but nothing listens on port {port:w}.",
  "pbx.connection-refused.advice": "3CX uses port 443 or 5001. Check that it runs.",
  "pbx.unreachable": "{at:w} does not answer in time.",
  "pbx.unreachable.advice": "Often a firewall stands between this computer and 3CX.",
  "pbx.certificate-expired": "The certificate of {host:w} is not valid today.",
  "pbx.certificate-expired.advice": "Renew it in 3CX, and check that this computer's clock is right.",
  "pbx.certificate-not-trusted": "{host:w} shows a certificate that nobody vouches for.",
  "pbx.certificate-not-trusted.advice":
    "Name the file of its certificate authority in ca_file, or set allow_self_signed = yes if the network in between is your own.",
  "pbx.certificate-wrong-host": "The certificate is not for {host:w}.",
  "pbx.certificate-wrong-host.advice":
    "Use the name that the certificate is for (the FQDN of 3CX) as the address.",
  "pbx.ca-file-unreadable": "The file named in ca_file cannot be read ({reason:m}).",
  "pbx.ca-file-unreadable.advice": "Check its path and that this program's user may read it.",
  "pbx.answer-too-large": "{what:m} gave an answer that is too large.",
  "pbx.answer-too-large.advice": "Check that the address belongs to 3CX itself.",
  "pbx.unexpected-answer": "{what:m} gave an unexpected answer‹ (status {status:w})›.",
  "pbx.unexpected-answer.advice": "Details are in the log.",
} as const;
