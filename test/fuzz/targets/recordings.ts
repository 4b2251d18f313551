// Recordings as they lie in a folder: their first bytes, their names, and the addresses that ask for them.
import { parseRecordingName } from "../../../src-main/recordings/sources/file-name.ts";
import { createLinks } from "../../../src-main/recordings/links/create-links.ts";
import { createMp3Walk } from "../../../src-main/recordings/transcode/mp3-walk.ts";
import { readOgg } from "../../../src-main/recordings/transcode/ogg-pages.ts";
import { readWavHeader } from "../../../src-main/recordings/transcode/wav-header.ts";
import { wantedBytes } from "../../../src-main/web/recordings/byte-range.ts";
import { partIsOfSameFile, preconditionOf } from "../../../src-main/web/recordings/preconditions.ts";
import { type FuzzTarget, insist, insistMoment, textOf } from "../target.ts";

export const soundFiles: FuzzTarget = {
  name: "sound-files",
  words: [
    "RIFF",
    "WAVE",
    "fmt ",
    "data",
    "fact",
    "LIST",
    "OggS",
    "OpusHead",
    "\x01vorbis",
    "Speex   ",
    "ID3",
    "TAG",
  ],
  run(input) {
    for (const fileBytes of [input.length, input.length * 3, 2 ** 32]) {
      const wav = readWavHeader(input, fileBytes);
      if (wav.type === "wav") {
        insistDuration(wav.durationS);
        insistDuration(wav.declaredS);
        insist(wav.dataBytes <= fileBytes, "no more sound than file");
      }
      if (wav.type === "more") insist(wav.bytes > input.length, "more is asked for than is there");
    }
    insistDuration(readOgg(input, input)?.durationS);
    const walk = createMp3Walk();
    for (let at = 0; at < input.length; at += 1000) walk.push(input.subarray(at, at + 1000));
    insistDuration(walk.end()?.durationS);
  },
};

function insistDuration(seconds: number | undefined): void {
  insist(seconds === undefined || (Number.isFinite(seconds) && seconds >= 0), `${seconds} s is a duration`);
  insistMoment(
    seconds === undefined ? undefined : Date.UTC(2026, 0) + seconds * 1000,
    "the end of the sound",
  );
}

export const recordingNames: FuzzTarget = {
  name: "recording-names",
  words: ["[", "]", "_", "-", "20260102030405", "(17)", ".wav", ".mp3", "%2F", "%5B", "\u202e", "../"],
  run(input) {
    const name = textOf(input);
    for (const extension of [undefined, "150"]) {
      for (const timezone of ["Europe/Berlin", "Pacific/Apia"]) {
        const { startedAtMs, nameNumber } = parseRecordingName(name, extension, timezone);
        insistMoment(startedAtMs, "startedAtMs");
        insist(nameNumber === undefined || Number.isSafeInteger(nameNumber), "a number is whole");
      }
    }
  },
};

const links = createLinks({
  keys: { current: new Uint8Array(32).fill(1), previous: [{ key: new Uint8Array(32).fill(2) }] },
  mode: "signed",
  publicUrl: "https://a.example/webapi/recording",
  linkDays: 1,
  nowMs: () => 0,
});

/** Three lines: a token of a link, a range, and a header that asks for a change. */
export const recordingRequests: FuzzTarget = {
  name: "recording-requests",
  words: [
    "v1.",
    ".",
    "0.",
    "bytes=",
    "-",
    "0-0",
    '"a"',
    "W/",
    "*",
    ",",
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "\n",
  ],
  run(input) {
    const [token, range, header = ""] = textOf(input).split("\n");
    insist(["missing", "wrong"].includes(links.check("a.mp3", token)), "nobody guesses a signature");
    for (const size of [0, 1, 1000]) {
      const wanted = wantedBytes(range, size);
      if (wanted.kind !== "part") continue;
      const { from, to } = wanted;
      insist(0 <= from && from <= to && to < size, `${from} to ${to} is a part of ${size} bytes`);
    }
    const marks = { etag: '"a"', modifiedAtMs: 0 };
    for (const name of ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since"]) {
      preconditionOf({ [name]: header }, marks);
    }
    partIsOfSameFile(header, marks);
  },
};
