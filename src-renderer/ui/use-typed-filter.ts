/** A field of a filter that stands in the address. */
import { useEffect, useState } from "react";
import { setQuery } from "../routing/use-route.ts";

const typingMs = 250;

/** What is typed shows at once and filters a moment later; what the address says later wins. */
export function useTypedFilter(name: string, value: string): readonly [string, (typed: string) => void] {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed === known) return;
    const timer = setTimeout(() => setQuery({ [name]: typed }), typingMs);
    return () => clearTimeout(timer);
  }, [name, typed, known]);
  return [typed, setTyped];
}
