/** Recordings. English. */
export const recordingsEn = {
  "rec.empty": "No recordings yet. They arrive a moment after a recorded call ends.",
  "rec.ffmpeg":
    "<b>ffmpeg was not found.</b> Calls go on, {n, plural, one {# recording waits} other {# recordings wait}}. <whereWeLooked>Where we looked</whereWeLooked> <chooseFile>Choose file</chooseFile>",
  "rec.growing": "3CX is still writing this file.",
  "rec.damaged":
    "<b>The file is damaged</b> ({detail}). The original is untouched. <retry>Retry</retry> <openFolder>Open folder</openFolder>",
  "rec.unmatched":
    "<b>No call fits this file.</b> Looked for: recording id, call id, {dn} with {number} ± {s, number} s. Kept, not sent. <sendWithoutId>Send without id</sendWithoutId>",
  "rec.archived":
    "<b>3CX has moved this recording to its archive.</b> It cannot be read from here; asked again {time}.",
  "rec.noaccess":
    "<b>No permission to read {folder}.</b> The service runs as {user}; add it to the group {group}.",
  "rec.disk":
    "<b>Only {free} left on {drive}.</b> Recordings are not converted until {need} are free; calls and webhooks go on. <purgePreview>Purge preview</purgePreview>",
  "rec.link":
    "<b>The link does not open from this computer ({status}).</b> It is not sent until it does. Check public_url. <settings>Settings</settings>",
  "rec.open":
    "Links are open: whoever knows or guesses one can listen. <useSignedLinks>Use signed links</useSignedLinks>",
  "rec.purged": "Deleted on {date} after {days, plural, one {# day} other {# days}}.",
  "recordings.title": "Recordings",
};
