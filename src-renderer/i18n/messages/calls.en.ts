/** Live calls. English. */
export const callsEn = {
  "calls.empty": "No calls right now. The next one appears here by itself.",
  "calls.partial.cc":
    "Ringing and answering of single phones are missing: Call Control is not available. Calls are shown from the 1 s poll. <why>Why</why>",
  "calls.partial.xapi":
    "IVR and queue stages are missing: the configuration interface does not answer. <details>Details</details>",
  "calls.many": "{n, plural, one {# call} other {# calls}}. Grouped by {g}; open a group or filter.",
  "calls.title": "Calls",
  "calls.noHold": "3CX does not report hold.",
};
