/** The overview: is it connected, what is going on, did the receivers get it, and if not, why and what to do. */
import { useText } from "../../i18n/text.tsx";
import { goTo } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import { NoteLine } from "../../ui/states.tsx";
import { ViewHead } from "../../ui/view-head.tsx";
import { DiskBlock } from "./disk-block.tsx";
import { EndpointsBlock } from "./endpoints-block.tsx";
import { FiguresBlock } from "./figures-block.tsx";
import classes from "./overview-view.module.css";
import { PbxBlock } from "./pbx-block.tsx";
import { ProblemsBlock } from "./problems-block.tsx";
import { ReconcileBlock } from "./reconcile/reconcile-block.tsx";

export function OverviewView() {
  const t = useText();
  const demo = useEngine((engine) => engine.program.kind === "demo");
  return (
    <>
      <ViewHead title={t("overview.title")} />
      {demo ? (
        <NoteLine>
          {t.rich("overview.demo", {}, { watch: () => goTo("calls"), setUp: () => goTo("start") })}
        </NoteLine>
      ) : null}
      <div className={classes.room}>
        <div className={classes.blocks}>
          <PbxBlock />
          <FiguresBlock />
          <EndpointsBlock />
          <ProblemsBlock />
          <ReconcileBlock />
          <DiskBlock />
        </div>
      </div>
    </>
  );
}
