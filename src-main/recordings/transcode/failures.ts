/** Every way in which a recording does not become an MP3, with its sentence for the administrator. */
import type { RecordingProblem } from "../../../src-shared/recordings/recording.ts";
import { codeOf, reasonOf } from "../../../src-shared/thrown.ts";
import type { RecordingFailure } from "../types.ts";

const untouched = "The original is untouched.";

export const failures = {
  empty: () => failed("empty", false, `The file holds no sound. ${untouched}`),
  truncated: (detail: string) =>
    failed("truncated", true, `The file is cut off (${detail}). ${untouched} It is tried again.`),
  damaged: (detail: string) => failed("damaged", false, `The file is damaged (${detail}). ${untouched}`),
  notAudio: () =>
    failed(
      "not-audio",
      false,
      `The file is no WAV, MP3 or Ogg recording, whatever its name says. ${untouched}`,
    ),
  changed: () =>
    failed("locked", true, "3CX still wrote to the file while it was converted. It is tried again."),
  locked: () => failed("locked", true, "Another program holds the file. It is tried again."),
  noAccess: () =>
    failed(
      "no-access",
      true,
      "This program has no permission to read the file. Let its user read the folder of recordings; it is tried again.",
    ),
  vanished: () => failed("vanished", true, "The file is gone: 3CX or somebody else moved or deleted it."),
  unreadable: (detail: string) =>
    failed("no-access", true, `The file cannot be read (${detail}). It is tried again.`),
  ffmpegMissing: () =>
    failed(
      "ffmpeg-missing",
      true,
      "ffmpeg was not found. Install it, or name it in [recordings] ffmpeg; recordings wait until then.",
    ),
  ffmpegWithoutMp3: () =>
    failed(
      "ffmpeg-failed",
      true,
      "This ffmpeg cannot make MP3 files (it lacks libmp3lame). Name another in [recordings] ffmpeg; it is tried again.",
    ),
  ffmpegWithoutCodec: (codec: string) =>
    failed(
      "ffmpeg-failed",
      false,
      `This ffmpeg cannot read the file's codec, ${codec}. Name a newer one in [recordings] ffmpeg and convert it again. ${untouched}`,
    ),
  ffmpegFailed: (detail: string) =>
    failed("ffmpeg-failed", true, `ffmpeg failed (${detail}). ${untouched} It is tried again.`),
  ffmpegStuck: (seconds: number) =>
    failed(
      "ffmpeg-stuck",
      true,
      `ffmpeg made no progress for ${seconds} s and was stopped. It is tried again.`,
    ),
  stopped: () => failed("ffmpeg-failed", true, "The conversion was stopped. It is tried again."),
  notWhole: (detail: string) =>
    failed("ffmpeg-failed", true, `The MP3 was not whole (${detail}) and is not used. It is tried again.`),
  diskFull: () =>
    failed("disk-full", true, "The disk of the MP3 files is full. Free some room there; it is tried again."),
  notStored: (detail: string) =>
    failed(
      "ffmpeg-failed",
      true,
      `The MP3 cannot be stored (${detail}). Let this program write to [recordings] storage; it is tried again.`,
    ),
} satisfies Record<string, (...detail: never[]) => RecordingFailure>;

function failed(problem: RecordingProblem, again: boolean, sentence: string): RecordingFailure {
  return { ok: false, problem, sentence, again };
}

/** Why the original could not be read. */
export function readFailure(error: unknown): RecordingFailure {
  switch (codeOf(error) || reasonOf(error)) {
    case "ENOENT":
    case "ENOTDIR":
      return failures.vanished();
    case "EACCES":
    case "EPERM":
      return failures.noAccess();
    case "EBUSY":
    case "ETXTBSY":
    case "EAGAIN":
      return failures.locked();
    default:
      return failures.unreadable(codeOf(error) || reasonOf(error));
  }
}

/** Why the MP3 could not be written. */
export function storeFailure(error: unknown): RecordingFailure {
  const code = codeOf(error) || reasonOf(error);
  return code === "ENOSPC" || code === "EDQUOT" ? failures.diskFull() : failures.notStored(code);
}
