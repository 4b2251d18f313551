/** The pipeline's sentences for administrators. */

export const words = {
  growing: "3CX is still writing this file.",
  vanished:
    "The file was moved or deleted before it was converted. If 3CX has archived it, bring it back and let it be processed again.",
  again: (fileName: string) =>
    `The same recording was taken over from another place already (${fileName}); this one is left alone.`,
  earlier: "It was there before this program. It is converted when you ask for it.",
  callForgotten: "Its call is so long ago that it is no longer known; the link is not sent again.",
  noFfmpeg: "Waits until ffmpeg is found.",
} as const;
