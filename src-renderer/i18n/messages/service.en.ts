/** The service behind the window: reaching it, signing in. English. */
export const serviceEn = {
  "svc.away":
    "<b>No service answers at {host}:{port}.</b> Is it running, is it open beyond its own machine (<code>[server] host</code>)? <tryAgain>Try again</tryAgain>",
  "svc.password":
    "Wrong password. {n, plural, one {# try} other {# tries}} left, then a pause of {min, number} min.",
  "svc.nopassword":
    "<b>Remote access is off: no password is set there.</b> Set <code>monitor_password</code> on {host}.",
  "svc.version":
    "<b>The window is {window}, the service {service}.</b> Update {older}; until then nothing can be changed here.",
  "login.password": "Password",
  "login.hint": "It is <code>monitor_password</code> in the section <code>[server]</code> of the settings.",
  "login.enter": "Sign in",
  "login.paused": "Too many wrong passwords. Try again in {min, plural, one {# minute} other {# minutes}}.",
  "svc.connecting": "Connecting to the service",
  "svc.older.window": "the window",
  "svc.older.service": "the service",
  "svc.refused": "<b>The service refuses this window.</b> {sentence}",
};
