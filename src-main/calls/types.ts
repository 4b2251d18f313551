/** What other rooms may know of `calls`: the state as plain data, to be stored. */
export type { CallsState } from "./call-state.ts";
