/** The keys of an `[endpoint.NAME]`: one receiver of webhooks. */
import {
  accessName,
  certificateFingerprint,
  headerValue,
  signingSecret,
  webAddress,
} from "./address-kinds.ts";
import { eventList, userPatterns } from "./list-kinds.ts";
import { key } from "./setting-key.ts";
import type { SettingKey } from "./setting-key.ts";
import { dateAndTime } from "./time-kinds.ts";
import { choice, decimalNumber, filePath, optional, text, wholeNumber, yesNo } from "./value-kind.ts";

export const endpointKeys = {
  url: key(optional(webAddress), {
    description: "Address that receives the events.",
    default: "",
    whenEmpty: "it must be set",
    example: "https://crm.example.com/3cx",
  }),
  recording_url: key(optional(webAddress), {
    description: "Address that receives the links to recordings.",
    default: "",
    whenEmpty: "the same as url",
  }),
  method: key(optional(choice(["GET", "POST"])), {
    description: "How call events are sent; recordings are always sent by POST.",
    default: "",
    whenEmpty: "GET for komplit, POST for the others",
  }),
  dialect: key(choice(["komplit", "creomate", "k2m", "native"]), {
    description: "The format the receiver understands.",
    default: "komplit",
  }),
  recording_full_info: key(yesNo, {
    description: "Send everything about the call along with its recordings.",
    default: "no",
  }),
  events: key(eventList, {
    description: "Which events are sent; those beyond the first four exist in the native dialect only.",
    default: "",
    whenEmpty: "ringing, started, ended, recording; for native all",
    example: "ringing, started, ended, recording",
  }),
  users: key(userPatterns, {
    description: "Whose events are sent: numbers of extensions, queues and IVRs; a leading minus leaves out.",
    default: "",
    whenEmpty: "everyone",
    example: "101, 2xx, 300-320, -305",
  }),
  mirror: key(yesNo, {
    description: "A copy for watching: its failures never alarm.",
    default: "no",
  }),
  secret: key(signingSecret, {
    description: "Sign each request by the Standard Webhooks scheme with this secret (whsec_…).",
    default: "",
    whenEmpty: "requests are not signed",
    secret: true,
  }),
  previous_secret: key(signingSecret, {
    description: "The secret before this one: while it is set, each request carries both signatures.",
    default: "",
    whenEmpty: "one signature",
    secret: true,
  }),
  previous_secret_until: key(dateAndTime, {
    description: "From then on previous_secret no longer signs.",
    default: "",
    whenEmpty: "as long as previous_secret is set",
    example: "2026-03-31 12:00",
  }),
  basic_user: key(accessName, {
    description: "User name for HTTP Basic authentication.",
    default: "",
    whenEmpty: "not sent",
  }),
  basic_password: key(optional(text("a password")), {
    description: "Its password.",
    default: "",
    secret: true,
  }),
  bearer_token: key(optional(headerValue), {
    description: "Token for the header authorization: Bearer.",
    default: "",
    whenEmpty: "not sent",
    secret: true,
  }),
  ca_file: key(filePath, {
    description:
      "PEM file with the authority that signed the receiver's certificate; others stay trusted. Read again when it changes.",
    default: "",
    whenEmpty: "the public authorities",
  }),
  client_cert_file: key(filePath, {
    description: "PEM file with the certificate by which this program shows who it is to the receiver.",
    default: "",
    whenEmpty: "none is shown",
  }),
  client_key_file: key(filePath, {
    description: "PEM file with the private key of client_cert_file, without a passphrase.",
    default: "",
  }),
  accept_fingerprint: key(certificateFingerprint, {
    description: "Accept the certificate with this SHA-256 fingerprint, whoever signed it.",
    default: "",
    whenEmpty: "only valid certificates",
    example:
      "SHA256:7F:3A:11:9C:02:55:E8:D0:4B:61:C7:2E:9F:88:AA:13:D4:06:3B:70:EF:59:12:84:CD:97:2A:6E:B3:01:F8:45",
  }),
  concurrency: key(wholeNumber({ min: 1, max: 64 }), {
    description: "How many requests may be under way at once; those of one call always go one by one.",
    default: "4",
  }),
  timeout_s: key(decimalNumber({ min: 1, max: 120, unit: "seconds" }), {
    description: "How long the receiver may take to answer.",
    default: "15",
    unit: "seconds",
  }),
  retry_for_h: key(decimalNumber({ min: 1, max: 720, unit: "hours" }), {
    description: "How long ended calls and recordings are tried again.",
    default: "72",
    unit: "hours",
  }),
  queue_rows: key(wholeNumber({ min: 100, max: 10_000_000 }), {
    description: "How many webhooks may wait; beyond that, those that would expire soonest are dropped.",
    default: "500000",
  }),
  queue_mb: key(wholeNumber({ min: 1, max: 100_000, unit: "MB" }), {
    description: "How much memory and disk those that wait may take, by their addresses and bodies.",
    default: "1000",
    unit: "MB",
  }),
};

/** `header.<name>` in an endpoint's section: any number of them. */
export const headerKey: SettingKey<string> = key(headerValue, {
  description: "A header to send with each request, such as header.authorization; any number of them.",
  default: "",
  whenEmpty: "not sent",
  secret: true,
  example: "Bearer …",
});
