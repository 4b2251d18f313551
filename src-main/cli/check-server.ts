/** Tries whether the service could listen where its settings say; one that runs answers for itself. */
import { createServer } from "node:net";
import type { Ladder } from "../../src-shared/contract/settings-view.ts";
import type { ServerSettings } from "../../src-shared/settings/settings.ts";
import { climb, failed, fine, warning, type Found } from "../monitor/check-ladder.ts";
import { listenFailure } from "../web/listen-failure.ts";

/** `runningAt`: the address of the running service, `undefined` when none answers. */
export function checkServer(server: ServerSettings, runningAt: string | undefined): Promise<Ladder> {
  const find = () =>
    runningAt === undefined ? listen(server) : fine(`The running service listens at ${runningAt}.`);
  return climb([{ name: "reachable", find }], new AbortController().signal);
}

function listen({ host, port }: Pick<ServerSettings, "host" | "port">): Promise<Found> {
  const trial = createServer();
  return new Promise((resolve) => {
    trial.once("error", (error) => {
      const { reason, sentence } = listenFailure(error, { host, port });
      if (reason !== "port-not-allowed") return resolve(failed(sentence, ""));
      // The unit may be allowed what this command is not.
      resolve(
        warning(
          `Whether the service may open port ${port} cannot be tried.`,
          "Ports below 1024 need AmbientCapabilities=CAP_NET_BIND_SERVICE in its unit.",
        ),
      );
    });
    trial.listen({ host, port, exclusive: true }, () => {
      trial.close(() => resolve(fine(`Port ${port} on ${host} is free.`)));
    });
  });
}
