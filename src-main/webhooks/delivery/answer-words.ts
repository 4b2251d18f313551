/** An answer that is no success, as a sentence with what to look at. */
import { STATUS_CODES } from "node:http";

const mostChars = 200;

/** `location` is the header of a redirect. */
export function answerInWords(status: number, location?: string): string {
  const name = STATUS_CODES[status];
  const answered = `The receiver answered ${status}${name === undefined ? "" : ` ${name}`}`;
  return `${answered}${advice(status, location)}.`;
}

/** The mark lets a secret be found that was cut. */
function shortened(text: string): string {
  return text.length <= mostChars ? text : `${text.slice(0, mostChars)}…`;
}

function advice(status: number, location: string | undefined): string {
  if (status >= 300 && status < 400) {
    const target = location === undefined ? "" : ` (to ${shortened(location.split("?", 1)[0] ?? "")})`;
    return `; redirects${target} are not followed, so enter the final address`;
  }
  switch (status) {
    case 400:
    case 422:
      return ": it does not accept the content";
    case 401:
    case 403:
      return ": it refuses access, so check the endpoint's credentials and headers";
    case 404:
      return ": nothing is at this address, so check the path";
    case 405:
      return ": it does not take this method, so check method = GET or POST";
    case 410:
      return ": it wants no more webhooks, so the endpoint is paused until it is resumed or its settings change";
    case 413:
      return ": the body is too large for it";
    case 429:
      return ": it gets more than it wants and asks to wait";
    case 502:
    case 503:
    case 504:
      return ": it is not available at the moment";
    default:
      return status >= 500 ? ": it has a problem of its own" : "";
  }
}
