/** Writes each change of the connection to the PBX into the log: name, sentence, what to do. */
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { PbxState, SourceName, SourceStateName } from "../pbx/types.ts";

const sources: readonly SourceName[] = ["callControl", "activeCalls", "directory", "callLog"];
/** Nothing for a person to do: on the way, or as it should be. */
const calm: readonly SourceStateName[] = ["not-asked", "connecting", "connected", "not-configured"];

/** Call the result with every state; what is told already is not told again. */
export function createPbxStateLog(log: Logger): (state: PbxState) => void {
  const told = new Map<SourceName, SourceStateName>();
  return (state) => {
    for (const source of sources) {
      const { name, sentence, advice } = state[source];
      if (told.get(source) === name) continue;
      told.set(source, name);
      const fields = { source, state: name, ...(advice === "" ? {} : { advice }) };
      if (calm.includes(name)) log.info(sentence, fields);
      else log.warn(sentence, fields);
    }
  };
}
