/** Frames that no PBX should send, from nearly right to absurd, in a fixed rotation. */

const smallOnes: readonly (string | Buffer)[] = [
  "this is no JSON",
  '{"sequence":1,"event":{"event_type":0,"entity":"/callcontrol/101/parti',
  "[]",
  "null",
  "42",
  '"text"',
  "{}",
  '{"sequence":5}',
  '{"sequence":"x","event":null}',
  '{"sequence":6,"event":[]}',
  '{"sequence":7,"event":{"event_type":0}}',
  '{"sequence":8,"event":{"event_type":0,"entity":12345,"attached_data":null}}',
  '{"sequence":9,"event":{"event_type":"zero","entity":"/callcontrol/101/participants/x","attached_data":null}}',
  '{"sequence":10,"event":{"event_type":0,"entity":"/callcontrol//participants/","attached_data":null}}',
  '{"sequence":-1,"event":{"event_type":0,"entity":"/callcontrol/101/participants/-5","attached_data":{}}}',
  "",
  Buffer.from([0x00, 0xff, 0xfe, 0x80, 0x7b]),
];

/** Every so many frames comes one that no client should keep in memory. */
const hugeEvery = 25;
const hugeBytes = 10 * 1024 * 1024;

/** The `index`-th damaged frame. */
export function garbageFrame(index: number): string | Buffer {
  if (index % hugeEvery === hugeEvery - 1) return `{"sequence":1,"event":"${"x".repeat(hugeBytes)}"}`;
  return smallOnes[index % smallOnes.length] ?? "";
}
