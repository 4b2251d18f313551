/** What is wrong between this program and 3CX, and what to do. English. */
export const pbxEn = {
  "pbx.dns":
    "<b>The address {host} is unknown.</b> Check the spelling, or this computer's name server. <editAddress>Edit address</editAddress>",
  "pbx.refused":
    "<b>{host} is there, but nothing listens on port {port}.</b> 3CX uses 443 or 5001. <tryBoth>Try both</tryBoth>",
  "pbx.timeout":
    "<b>{host} does not answer within {s, number} s.</b> Often a firewall between here and there. <checkAgain>Check again</checkAgain>",
  "pbx.cert.self":
    "<b>3CX shows a certificate nobody vouches for.</b> Compare the fingerprint with the PBX: {fp}. <acceptThisOne>Accept this one</acceptThisOne> <chooseCaFile>Choose CA file</chooseCaFile>",
  "pbx.cert.expired":
    "<b>The certificate of {host} expired on {date}.</b> Renew it in 3CX; until then nothing is read. Is this computer's clock right ({now})?",
  "pbx.cert.name":
    "<b>The certificate is for {names}, not for {host}.</b> Use that name as address. <use>Use {name}</use>",
  "pbx.secret":
    "<b>3CX refuses the client id or API key.</b> A new key replaces the old one at once and is shown only once. <enterKey>Enter key</enterKey>",
  "pbx.version":
    "<b>This 3CX is too old or the address is not a 3CX.</b> Version 20 is needed ({path} does not exist). <editAddress>Edit address</editAddress>",
  "pbx.noCallControl":
    '<b>3CX does not allow Call Control.</b> Either "3CX Call Control API" is not ticked (Admin → Integrations → API) or the licence lacks it (Enterprise/AI, 8 calls or more; found: {licence}). Calls are followed by polling meanwhile. <checkAgain>Check again</checkAgain>',
  "pbx.noExtensions":
    '<b>Connected, but 3CX shows no extension.</b> The list "extensions to monitor" of this client is empty; groups do not count, add extensions one by one. <checkAgain>Check again</checkAgain>',
  "pbx.someExtensions":
    "{n, plural, one {# extension is not monitored: {list}. Its ringing is} other {# extensions are not monitored: {list}. Their ringing is}} not seen. <howToAdd>How to add</howToAdd>",
  "pbx.role":
    '<b>The role "{role}" is too low.</b> Call log and the list of recordings need System Owner. If 3CX offers only "User" for the chosen department, choose another one. <checkAgain>Check again</checkAgain>',
  "pbx.ip":
    "<b>3CX refuses this computer (403 everywhere).</b> Most likely its console restrictions: add {ip} there. <checkAgain>Check again</checkAgain>",
  "pbx.otherClient":
    "<b>Another program uses the same client id.</b> 3CX keeps one token per client; both push each other out ({n, number} times in 10 min). Create a client of its own.",
  "pbx.lost":
    "<b>Connection to 3CX lost {age} ago.</b> Next try in {s, number} s. Calls that end meanwhile are taken from the call log. <tryNow>Try now</tryNow>",
  "pbx.slow":
    "The configuration interface answers slowly ({ms, number} ms). Names and call log lag behind; ringing and answering do not.",
  "pbx.restarted":
    "3CX was restarted at {time}. {n, plural, one {# open call was} other {# open calls were}} closed.",
  "pbx.clock": "The clocks differ by {d}: 3CX {pbx}, here {here}. Ids use the time of 3CX.",
};
