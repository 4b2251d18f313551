/** The command line of a conversion: a list for the operating system, never a text for a shell. */
import type { Mp3Tags } from "../types.ts";
import type { SourceAudio } from "./inspect-source.ts";

export interface Conversion {
  readonly source: SourceAudio;
  /** Absolute paths. */
  readonly sourcePath: string;
  readonly outputPath: string;
  readonly bitrateKbps: number;
  readonly tags: Mp3Tags;
}

const mp3RatesHz = [8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000];
const mostTagLetters = 400;

/**
 * An MP3 that is mono and small enough already: its sound is taken over as it is. Making it anew would only
 * lose quality; a stereo or larger one is made anew, so that all files are what the settings promise.
 */
export function keepsSound({ source, bitrateKbps }: Pick<Conversion, "source" | "bitrateKbps">): boolean {
  return source.mp3 !== undefined && source.channels === 1 && source.mp3.bitrateKbps <= bitrateKbps * 1.02;
}

export function ffmpegArguments(conversion: Conversion): readonly string[] {
  const { source, sourcePath, outputPath, tags } = conversion;
  return [
    ...["-hide_banner", "-nostdin", "-loglevel", "error", "-y"],
    // Formats are given, so nothing is guessed; and whatever a file refers to, only files are opened.
    // Sound needs no more than one thread, and what runs beside it needs the other processors.
    ...["-threads", "1", "-protocol_whitelist", "file,pipe", "-f", source.format, "-i", `file:${sourcePath}`],
    ...["-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1"],
    ...(keepsSound(conversion) ? ["-c:a", "copy"] : encoding(conversion)),
    ...["-id3v2_version", "3", "-write_xing", "1", ...tagArguments(tags)],
    ...["-progress", "pipe:1", "-f", "mp3", `file:${outputPath}`],
  ];
}

function encoding({ source, bitrateKbps }: Conversion): string[] {
  const rateHz = source.sampleRateHz > 0 ? mp3Rate(source.sampleRateHz) : undefined;
  return [
    ...["-threads", "1", "-c:a", "libmp3lame", "-ac", "1"],
    ...["-b:a", `${mp3Bitrate(bitrateKbps, rateHz)}k`],
    ...(rateHz === undefined ? [] : ["-ar", String(rateHz)]),
  ];
}

/** The least rate of MP3 that loses nothing. */
function mp3Rate(sampleRateHz: number): number {
  return mp3RatesHz.find((rateHz) => rateHz >= sampleRateHz) ?? 48_000;
}

/** Low rates have no high bitrates, and high rates no low ones. */
function mp3Bitrate(bitrateKbps: number, rateHz: number | undefined): number {
  if (rateHz === undefined) return bitrateKbps;
  if (rateHz <= 12_000) return Math.min(bitrateKbps, 64);
  return rateHz <= 24_000 ? Math.min(bitrateKbps, 160) : Math.max(bitrateKbps, 32);
}

function tagArguments({ title, date, callerId, user, id }: Mp3Tags): string[] {
  const time = /T(\d\d):(\d\d)/.exec(date);
  const tags: readonly (readonly [string, string])[] = [
    ["title", title],
    // ID3v2.3 keeps day and time apart; ffmpeg makes TYER and TDAT of a day that stands alone.
    ["date", date.slice(0, 10)],
    ["TIME", time ? `${time[1]}${time[2]}` : ""],
    ["callerid", callerId],
    ["user", user],
    ["id", id],
  ];
  return tags.flatMap(([name, value]) => {
    const text = tagText(value);
    return text === "" ? [] : ["-metadata", `${name}=${text}`];
  });
}

/** Names come from callers: nothing that cannot be seen, nothing endless, only whole characters. */
function tagText(value: string): string {
  return value
    .slice(0, mostTagLetters)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
}
