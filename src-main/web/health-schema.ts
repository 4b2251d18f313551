/**
 * The shape of `GET /health` for the serializer. It writes these fields and no others: what a neighbour
 * adds to its report by mistake does not get out.
 */
const text = { type: "string" } as const;
const whole = { type: "integer" } as const;

function closed<Fields extends Record<string, object>>(fields: Fields) {
  return { type: "object", properties: fields, additionalProperties: false } as const;
}

const sourceFields = { state: text, sentence: text, advice: text };

export const healthSchema = closed({
  status: text,
  pbx: closed({
    ...sourceFields,
    call_control: closed(sourceFields),
    active_calls: closed(sourceFields),
    directory: closed(sourceFields),
    call_log: closed(sourceFields),
    monitored_extensions: whole,
    version: text,
  }),
  endpoints: {
    type: "array",
    items: closed({
      name: text,
      state: text,
      waiting: whole,
      oldest_s: whole,
      last_error: text,
      sentence: text,
      alarms: {
        type: "array",
        items: closed({ kind: text, step: text, sentence: text, since_s: whole }),
      },
    }),
  },
  store: closed({ state: text, sentence: text }),
  recordings: closed(sourceFields),
  certificates: closed(sourceFields),
  update: closed({ state: text, version: text, sentence: text }),
  version: text,
  uptime_s: whole,
});
