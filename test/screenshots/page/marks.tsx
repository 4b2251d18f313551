/** Each mark that tells a state by its shape, alone: to be compared with all others of its kind. */
import { MantineProvider } from "@mantine/core";
import { theme } from "../../../src-renderer/theme/theme.ts";
import { useScheme } from "../../../src-renderer/theme/use-scheme.ts";
import { type StageLook, StageSwatch } from "../../../src-renderer/ui/stage-bar.tsx";
import { type StateName, StateShape, toneOf } from "../../../src-renderer/ui/state-shape.tsx";
import { stageKinds } from "../../../src-shared/contract/call-view.ts";

const stages: readonly StageLook[] = [...stageKinds, "parked"];

export function Marks() {
  const scheme = useScheme();
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {(Object.keys(toneOf) as StateName[]).map((state) => (
        <span key={state} data-mark={`state ${state}`} style={{ display: "inline-block", height: 16 }}>
          <StateShape state={state} />
        </span>
      ))}
      {stages.map((kind) => (
        <span key={kind} data-mark={`stage ${kind}`} style={{ display: "inline-block", height: 16 }}>
          <StageSwatch kind={kind} />
        </span>
      ))}
    </MantineProvider>
  );
}
