/** Recordings for the player of a window that has logged in: without a signature, because its session is one. */
import type { MonitorOptions } from "../web/monitor/create-monitor.ts";
import { sendRecording } from "../web/recordings/send-recording.ts";
import type { RecordingsToServe } from "../web/recordings/types.ts";

type AddRoutes = NonNullable<MonitorOptions["addRoutes"]>;

export function playerRoute({ find }: Pick<RecordingsToServe, "find">): AddRoutes {
  return (app, guard) => {
    app.get<{ Params: { name: string } }>(
      "/monitor/recording/:name",
      { onRequest: guard },
      async (request, reply) => {
        const { name } = request.params;
        return sendRecording(request, reply, await find(name), name);
      },
    );
  };
}
