/** Who wants to hear of something: a listener that fails costs a log line and nobody else anything. */
import type { Logger } from "./ports/logger.ts";
import { reasonOf } from "./thrown.ts";

export interface Listeners<News> {
  /** Returns a function that ends the listening. */
  add(listener: (news: News) => void): () => void;
  tell(news: News): void;
}

/** `what` completes "A listener for …". */
export function createListeners<News>(what: string, log: Logger): Listeners<News> {
  const listeners = new Set<(news: News) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(news) {
      for (const listener of listeners) {
        try {
          listener(news);
        } catch (error) {
          const reason = reasonOf(error);
          log.error(`A listener for ${what} failed.`, { reason });
        }
      }
    },
  };
}
