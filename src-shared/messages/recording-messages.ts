/** What the engine says about recordings: of one file, of the source, of the disk and of the room as a whole. */
export const recordingMessages = {
  // One file on its way (pipeline/words.ts, matching, links).
  "rec.growing": "3CX is still writing this file.",
  "rec.movedBefore":
    "The file was moved or deleted before it was converted. If 3CX has archived it, bring it back and let it be processed again.",
  "rec.twin":
    "The same recording was taken over from another place already ({file}); this one is left alone.",
  "rec.earlier": "It was there before this program. It is converted when you ask for it.",
  "rec.callForgotten": "Its call is so long ago that it is no longer known; the link is not sent again.",
  "rec.waitsForFfmpeg": "Waits until ffmpeg is found.",
  "rec.callUnknown": "Its call is not known yet.",
  "rec.several": "Several calls fit it; the call log may tell which.",
  "rec.callGoesOn": "Its call goes on.",
  "rec.better": "A call that fits it better may still be told.",
  "rec.unmatched": "No call fits this file. Looked for: {looked:m}. Kept, not sent.",
  "rec.unmatched.recordingId": "recording id {id:w}, {rest:m}",
  "rec.unmatched.callId": "call id {id:w}, {rest:m}",
  "rec.unmatched.noTime": "a time in the file's name, which has none",
  "rec.unmatched.at": "{dn:m} with {number:m} at {time} ± {s:n} s",
  "rec.unmatched.noExtension": "an unknown extension",
  "rec.unmatched.noNumber": "an unknown number",
  "rec.unmatched.anonymous": "an anonymous caller",
  "rec.ambiguous": "This file may belong to several calls: {calls}. Nothing tells which. Kept, not sent.",
  "rec.purged": "Deleted on {date:date} after {n:n} {n|day|days}.",
  "rec.link":
    "The link does not open from this computer ({reason:m}). It is not sent until it does. Check public_url in [recordings] and the address in [server].",
  "rec.link.noServer": "the web server does not run",
  "rec.link.late": "no answer in time",
  // What keeps a file from becoming an MP3 (transcode/failures.ts).
  "rec.untouched": "The original is untouched.",
  "rec.again": "It is tried again.",
  "rec.empty": "The file holds no sound.",
  "rec.truncated": "The file is cut off ({detail:m}).",
  "rec.truncated.page": "its last page is not complete",
  "rec.truncated.header": "it ends within its header",
  "rec.truncated.short": "it has {is:n} s of {should:n} s",
  "rec.damaged": "The file is damaged ({detail:m}).",
  "rec.damaged.gives": "it gives {is:n} s instead of {should:n} s",
  "rec.damaged.noEnd": "its header has no end",
  "rec.damaged.noFormat": "its header names no format before the sound",
  "rec.damaged.noSample": "its header does not say how long a sample is",
  "rec.damaged.beginning": "it has a beginning like an MP3, and no sound",
  "rec.damaged.parts": "parts of it are no sound",
  "rec.notAudio": "The file is no WAV, MP3 or Ogg recording, whatever its name says.",
  "rec.changed": "3CX still wrote to the file while it was converted.",
  "rec.held": "Another program holds the file.",
  "rec.noPermission":
    "This program has no permission to read the file. Let its user read the folder of recordings; it is tried again.",
  "rec.gone": "The file is gone: 3CX or somebody else moved or deleted it.",
  "rec.unreadable": "The file cannot be read ({reason:m}).",
  "rec.ffmpeg":
    "ffmpeg was not found. Install it, or name it in [recordings] ffmpeg; recordings wait until then.",
  "rec.ffmpeg.noMp3":
    "This ffmpeg cannot make MP3 files (it lacks libmp3lame). Name another in [recordings] ffmpeg; it is tried again.",
  "rec.ffmpeg.noCodec":
    "This ffmpeg cannot read the file's codec, {codec}. Name a newer one in [recordings] ffmpeg and convert it again.",
  "rec.ffmpeg.failed": "ffmpeg failed ({detail:m}).",
  "rec.ffmpeg.stuck": "ffmpeg made no progress for {s:n} s and was stopped.",
  "rec.stopped": "The conversion was stopped.",
  "rec.notWhole": "The MP3 was not whole ({detail:m}) and is not used.",
  "rec.notWhole.empty": "it holds no sound",
  "rec.notWhole.cut": "its last frame is cut off",
  "rec.notWhole.stray": "{n:n} bytes are no sound",
  "rec.notWhole.noEnd": "its end was never written",
  "rec.notWhole.frames": "{is:n} of {should:n} frames",
  "rec.notWhole.checksum": "its checksum is wrong",
  "rec.diskFull": "The disk of the MP3 files is full. Free some room there; it is tried again.",
  "rec.notStored":
    "The MP3 cannot be stored ({reason:m}). Let this program write to [recordings] storage; it is tried again.",
  "rec.unexpected": "It could not be converted: {reason:m}",
  // Files and folders of the PBX (sources/folder).
  "rec.removed": "3CX has removed {path}, or moved it to its archive.",
  "rec.noaccess": "No permission to read {path}.",
  "rec.noaccess.advice":
    "Allow {who:m} to read the recordings: on Linux add it to the group phonesystem, on Windows give it read access. Then restart this program.",
  "rec.noaccess.us": "this program's user",
  "rec.noaccess.user": '"{user}", as whom this program runs,',
  "rec.keptByOther": "Another program keeps this file to itself.",
  "rec.tooManyOpen": "This program has too many files open.",
  "rec.path.unreadable": "{path} cannot be read ({reason:m}).",
  "rec.path.link":
    "{path} is a link that leads out of the recordings folder. It is not read; copy the file itself there.",
  "rec.path.name": "The name of {path} is no valid text. Rename the file.",
  "rec.folder.missing": "The recordings folder {path} does not exist.",
  "rec.folder.missing.advice":
    "Enter the folder that 3CX writes to (folder in [recordings]), or take recordings over the network: source = pbx.",
  "rec.folder.unreachable": "The recordings folder {path} cannot be reached ({reason:m}).",
  "rec.folder.unreachable.advice":
    "If it is on another computer, check that computer and the network. It is looked at again by itself.",
  "rec.folder.emptied": "The recordings folder {path} is empty, although it had recordings before.",
  "rec.folder.emptied.advice":
    "If it is on another computer, check that it is connected. It is looked at again by itself.",
  "rec.list.uncompared": "Recordings cannot be compared with the list of those that are done ({reason:m}).",
  "rec.list.uncompared.advice": "They are compared again by itself.",
  // Files that 3CX lists and hands out (sources/pbx, src-main/pbx/recordings.ts).
  "rec.archived":
    "3CX has moved this recording to its archive. It cannot be read from here; it is asked for again.",
  "rec.noRecording": "{key:w} is no recording of 3CX.",
  "rec.download.broken": "The download of this recording broke off. It goes on by itself.",
  "rec.download.noRoom": "There is no room left in {folder} for the download. Make room; it is tried again.",
  "rec.download.notWritten":
    "Downloads cannot be written to {folder} ({reason:m}). Check storage in [recordings] and who may write there.",
  "rec.download.webPage": "3CX answered with a web page instead of the recording.",
  "rec.download.otherPart": "3CX sent another part of the recording than it was asked for.",
  "rec.download.noFile":
    "3CX has no file for this recording‹ (status {status:w})›: it is not written yet, or deleted.",
  "rec.download.forbidden": "This recording may not be downloaded with this client‹ (status {status:w})›.",
  "rec.download.failed": "3CX could not hand out this recording‹ (status {status:w})›. It is asked again.",
  // The room as a whole (pipeline/status.ts, disk-space.ts).
  "rec.status.off": "Recordings are switched off.",
  "rec.status.off.advice": "Set [recordings] source to folder or pbx to have their links sent.",
  "rec.status.none": "Recordings are not handled.",
  "rec.status.unusable": "The list of recordings cannot be used; the log says why. Calls and webhooks go on.",
  "rec.status.ffmpeg": "ffmpeg was not found. Calls go on, {n:n} {n|recording waits|recordings wait}.",
  "rec.status.ffmpeg.advice": "Install ffmpeg or name its file in [recordings] ffmpeg. Looked for: {looked}.",
  "rec.status.disk":
    "Only {free:size} left on the disk of {path}. Recordings are not converted until {need:size} are free; calls and webhooks go on.",
  "rec.status.disk.advice": "Make room, or keep recordings for fewer days ([recordings] keep_days).",
  "rec.status.starting": "Recordings are looked through.",
  "rec.status.links": "{n:n} {n|link does|links do} not open and {n|is|are} not sent yet. {reason:m}",
  "rec.status.links.advice": "Check public_url in [recordings] and the [server] section.",
  "rec.status.working": "{n:n} {n|recording is|recordings are} being converted.",
  "rec.status.idle": "Waiting for the next recording.",
  // The list of recordings in its file (src-main/store/recordings/words.ts).
  "rec.store.held":
    "Another program holds the list of recordings {path} ({reason}). Leave the data folder out of backups and virus scans.",
  "rec.store.full":
    "There is no room on the disk for the list of recordings {path} ({reason}). Free some space.",
  "rec.store.unwritable":
    "The list of recordings {path} cannot be written ({reason}). Let this user write to it and its folder.",
  "rec.store.refused": "The list of recordings {path} did not take what was to be kept ({reason}).",
  "rec.store.unusable": "The list of recordings {path} cannot be used ({reason}). Check the disk.",
  "rec.store.calm": "Calls and their webhooks go on.",
  // The keys of links (src-main/recordings/links).
  "rec.keys.damaged":
    "{path} is damaged: it holds the keys of the links to recordings. Put it back from a backup, or delete it; then the links that were sent so far no longer work.",
  "rec.keys.unusable":
    "{path}, which holds the keys of the links to recordings, cannot be used ({reason:m}). Let this user read and write it and its folder.",
  "rec.missing": "There is no such recording without a call any more.",
  "rec.page": "This page of the recordings is not known; begin at the first page again.",
} as const;
