/** First in, first out, without the cost of `Array.shift` on long queues. */
export interface Queue<Item> {
  push(item: Item): void;
  peek(): Item | undefined;
  shift(): Item | undefined;
  clear(): void;
}

export function createQueue<Item>(): Queue<Item> {
  let items: Item[] = [];
  let head = 0;
  return {
    push: (item) => void items.push(item),
    peek: () => items[head],
    shift() {
      const item = items[head];
      if (head < items.length) head += 1;
      if (head > 64 && head * 2 > items.length) {
        items = items.slice(head);
        head = 0;
      }
      return item;
    },
    clear() {
      items = [];
      head = 0;
    },
  };
}
