/** What windows ask of the recordings: the list, a link, a second try, what will be deleted. */
import type { contract } from "../../src-shared/contract/contract.ts";
import type { Handlers } from "../../src-shared/rpc/handlers.ts";
import { refuse } from "../../src-shared/rpc/rpc-error.ts";
import type { Recordings } from "../recordings/create-recordings.ts";
import { told } from "./told.ts";

type RecordingMethods =
  `recordings.${"page" | "total" | "get" | "link" | "reprocess" | "sendWithoutId" | "purgePreview" | "rescan" | "rotateLinkKey"}`;

export function recordingHandlers(
  recordings: Pick<
    Recordings,
    | "page"
    | "total"
    | "get"
    | "link"
    | "reprocess"
    | "sendWithoutId"
    | "purgePreview"
    | "rescan"
    | "rotateLinkKey"
  >,
): Pick<Handlers<typeof contract>, RecordingMethods> {
  return {
    "recordings.page": (query) =>
      told(async () => {
        const { rows, cursor } = await recordings.page(query);
        return { rows: [...rows], ...(cursor === undefined ? {} : { cursor }) };
      }),
    "recordings.total": (filter) => told(async () => ({ ...(await recordings.total(filter)) })),
    "recordings.get": ({ id }) =>
      told(async () => {
        const recording = await recordings.get(id);
        return recording === undefined ? {} : { recording };
      }),
    "recordings.link": ({ id }) =>
      told(async () => {
        const url = await recordings.link(id);
        return url === undefined ? {} : { url };
      }),
    "recordings.reprocess": (which) => told(async () => ({ count: await recordings.reprocess(which) })),
    "recordings.sendWithoutId": ({ id }) =>
      told(async () => {
        const sends = await recordings.sendWithoutId(id);
        return sends ? {} : refuse("not-known", "There is no such recording without a call any more.");
      }),
    "recordings.purgePreview": () => told(() => recordings.purgePreview()),
    "recordings.rescan": () => {
      // It may take minutes; what it finds is told like everything else.
      void recordings.rescan();
      return {};
    },
    "recordings.rotateLinkKey": ({ previousDays }) =>
      told(async () => {
        const answer = await recordings.rotateLinkKey(previousDays);
        return answer.ok ? {} : refuse("failed", answer.sentence);
      }),
  };
}
