/** Rooms that keep something reject with a sentence when their file cannot be read or written: so windows get it. */
import { refuse, type Refusal } from "../../src-shared/rpc/rpc-error.ts";
import { reasonOf } from "../../src-shared/thrown.ts";

export async function told<Value>(read: () => Promise<Value>): Promise<Value | Refusal> {
  try {
    return await read();
  } catch (error) {
    return refuse("failed", reasonOf(error));
  }
}
