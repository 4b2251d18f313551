/** Which service the desktop window shows: it may change with each connection. */
import { useEffect, useState } from "react";
import { useConnection } from "../store/monitor-context.tsx";
import { askProgram } from "./desktop-program.ts";

/** `pbx.example.com:8444`; `undefined` for this computer's own engine, and in a browser. */
export function useAttachedHost(desktop: boolean): string | undefined {
  const { kind } = useConnection();
  /** At each turn of the connection it may be another one. */
  const turn = desktop ? kind : undefined;
  const [host, setHost] = useState<string>();
  useEffect(() => {
    if (turn === undefined) return;
    let left = false;
    void askProgram().then((program) => {
      if (!left && program !== undefined) setHost(program.attachedTo);
    });
    return () => {
      left = true;
    };
  }, [turn]);
  return host;
}
