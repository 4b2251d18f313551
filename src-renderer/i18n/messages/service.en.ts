/** The service behind the window: reaching it, signing in. English. */
export const serviceEn = {
  "svc.away":
    "<b>No service answers at {host}:{port}.</b> Is it running, is it open beyond its own machine (<code>[server] host</code>)? <tryAgain>Try again</tryAgain>",
  "svc.password":
    "Wrong password. {n, plural, one {# try} other {# tries}} left, then a pause of {min, number} min.",
  "svc.nopassword":
    "<b>Remote access is off: no password is set there.</b> Set <code>monitor_password</code> on {host}.",
  "svc.fp.new":
    "<b>First connection to {host}.</b> Compare its fingerprint: {fp}. <itIsTheSame>It is the same</itIsTheSame> <cancel>Cancel</cancel>",
  "svc.fp.changed":
    "<b>{host} shows a different certificate than on {date}.</b> Renewed, or someone in between. Old {old}, new {fresh}. <cancel>Cancel</cancel> <itWasRenewed>It was renewed</itWasRenewed>",
  "svc.version":
    "<b>The window is {window}, the service {service}.</b> Update {older}; until then nothing can be changed here.",
  "svc.second":
    "<b>Another 3CX Webhook already uses {folder}</b> ({program}, since {time}). <attachToIt>Attach to it</attachToIt>",
  "login.title": "Sign in",
  "login.password": "Password",
  "login.hint": "It is <code>monitor_password</code> in the section <code>[server]</code> of the settings.",
  "login.enter": "Sign in",
  "login.failed": "The service did not answer. Try again.",
  "login.paused": "Too many wrong passwords. Try again in {min, plural, one {# minute} other {# minutes}}.",
  "svc.connecting": "Connecting to the service",
  "svc.reload": "Reload",
  "svc.older.window": "the window",
  "svc.older.service": "the service",
  "svc.refused": "<b>The service refuses this window.</b> {sentence}",
};
