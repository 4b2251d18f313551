// What nobody can do without, and nothing else: a socket, JSON.parse, the question for the leg, the webhook.
import { request as httpRequest } from "node:http";
import { Pool } from "undici";
import { WebSocket } from "ws";
import { answer, processorMs } from "../child.ts";

export interface BareStart {
  readonly pbxUrl: string;
  /** Absent: events are parsed and thrown away. */
  readonly receiverUrl?: string;
}

let events = 0;
let parsed: unknown;

async function start({ pbxUrl, receiverUrl }: BareStart): Promise<void> {
  const token = await askForToken(pbxUrl);
  const authorization = `Bearer ${token}`;
  const socket = new WebSocket(`${pbxUrl.replace("http", "ws")}/callcontrol/ws`, {
    headers: { authorization },
    perMessageDeflate: false,
  });
  const pbx = new Pool(pbxUrl, { connections: 4 });
  const receiver = receiverUrl === undefined ? undefined : new Pool(receiverUrl, { connections: 4 });
  socket.on("message", (data: Buffer) => {
    events += 1;
    // What the PBX of the bench sends is known.
    const { event } = JSON.parse(data.toString("utf8")) as { event: { event_type: number; entity: string } };
    parsed = event;
    if (receiver !== undefined && event.event_type === 0) void pass(event.entity);
  });
  async function pass(path: string): Promise<void> {
    const leg = await pbx.request({ path, method: "GET", headers: { authorization } });
    if (leg.statusCode !== 200) return void leg.body.dump();
    const { callid, status } = (await leg.body.json()) as { callid: number; status: string };
    const event = status === "Ringing" ? "ringing" : "hangupincoming";
    const hook = await receiver?.request({ path: `/crm?event=${event}&id=0_${callid}-0`, method: "GET" });
    await hook?.body.dump();
  }
  await new Promise((opened) => socket.once("open", opened));
}

function askForToken(pbxUrl: string): Promise<string> {
  const fields = { client_id: "webhook", client_secret: "simulator", grant_type: "client_credentials" };
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return new Promise((resolve, reject) => {
    const question = httpRequest(`${pbxUrl}/connect/token`, { method: "POST", headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece: string) => (text += piece));
      response.on("end", () => resolve((JSON.parse(text) as { access_token: string }).access_token));
    });
    question.on("error", reject).end(new URLSearchParams(fields).toString());
  });
}

const questions = { start, events: () => events, parsed: () => parsed, processorMs };

export type BareQuestions = typeof questions;
answer(questions);
