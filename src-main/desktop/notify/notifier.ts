/** Shows what the rules find worth it, and opens the window where it belongs. */
import { Notification } from "electron";
import type { WatchedState } from "../follow/watched-state.ts";
import type { Words } from "../words/words.ts";
import { noticesOf, type NoticeBook } from "./rules.ts";

export interface Notifier {
  /** Looks at the present state; to be called when it changes, and now and then as time goes by. */
  look(state: WatchedState): void;
  /** The window shows another engine: what was told of the last one is none of this one's business. */
  forget(): void;
  /** A sentence without a place. */
  say(sentence: string): void;
}

export interface NotifierOptions {
  readonly words: Words;
  readonly nowMs: () => number;
  readonly open: (route: string) => void;
}

const title = "3CX Webhook";

export function createNotifier({ words, nowMs, open }: NotifierOptions): Notifier {
  let book: NoticeBook = new Map();
  // What nobody holds may be collected before it is clicked.
  const held = new Map<string, Notification>();

  function show(id: string, body: string, route: string | undefined): void {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body });
    held.set(id, notification);
    if (route !== undefined) notification.on("click", () => open(route));
    notification.on("close", () => {
      if (held.get(id) === notification) held.delete(id);
    });
    notification.show();
  }

  return {
    look(state) {
      const found = noticesOf(book, state, words, nowMs());
      ({ book } = found);
      for (const { id, body, route } of found.notices) show(id, body, route);
    },
    forget() {
      book = new Map();
    },
    say: (sentence) => show("say", sentence, undefined),
  };
}
