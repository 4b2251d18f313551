/** The envelopes of XAPI: collections, single entities and errors, as OData v4 and 3CX's swagger give them. */
import { jsonReply, type Answer } from "../wire/answer.ts";

export type Row = Readonly<Record<string, unknown>>;

const headers = {
  "content-type": "application/json; odata.metadata=minimal; odata.streaming=true; charset=utf-8",
  "odata-version": "4.0",
};

/** `context` is what follows `$metadata#`; `count` is given when it was asked for. */
export function collectionReply(context: string, rows: readonly Row[], count?: number): Answer {
  return jsonReply(
    200,
    {
      "@odata.context": `/xapi/v1/$metadata#${context}`,
      ...(count === undefined ? {} : { "@odata.count": count }),
      value: rows,
    },
    headers,
  );
}

export function entityReply(context: string, row: Row): Answer {
  return jsonReply(200, { "@odata.context": `/xapi/v1/$metadata#${context}`, ...row }, headers);
}

export function xapiError(status: number, message: string): Answer {
  return jsonReply(
    status,
    { error: { code: "", message, target: null, details: [], innerError: {} } },
    headers,
  );
}
