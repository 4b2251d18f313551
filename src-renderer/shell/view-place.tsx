/** Shows the view of the address. A view that breaks says so in its place; everything else goes on. */
import { Component, type ReactNode } from "react";
import { useText } from "../i18n/text.tsx";
import type { PlaceName } from "../routing/route.ts";
import { goTo, useRoute } from "../routing/use-route.ts";
import { useEngine } from "../store/monitor-context.tsx";
import { EmptyState, NoteLine } from "../ui/states.tsx";
import { ViewHead } from "../ui/view-head.tsx";
import { views } from "../views/views.tsx";
import { viewTitles } from "./rail.tsx";
import { isResting } from "./summary.ts";

export function ViewPlace() {
  const t = useText();
  const route = useRoute();
  const resting = useEngine(isResting);
  if (route === undefined) {
    return <EmptyState>{t.rich("ui.unknownRoute", {}, { overview: () => goTo("overview") })}</EmptyState>;
  }
  if (resting && route.view !== "settings") return <Resting view={route.view} />;
  const View = views[route.view];
  return (
    <Guard key={route.view} view={route.view}>
      <View path={route.path} query={route.query} />
    </Guard>
  );
}

/** What a view would show without an engine would look like an empty one that runs. */
function Resting({ view }: { readonly view: PlaceName }) {
  const t = useText();
  return (
    <>
      <ViewHead title={t(view === "start" ? "first.title" : viewTitles[view])} />
      <NoteLine>{t.rich("shell.rests", {}, { start: () => goTo("settings", ["program"]) })}</NoteLine>
    </>
  );
}

interface GuardProps {
  readonly view: PlaceName;
  readonly children: ReactNode;
}

class Guard extends Component<GuardProps, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? (
      <Broken onRetry={() => this.setState({ broken: false })} />
    ) : (
      this.props.children
    );
  }
}

function Broken({ onRetry }: { readonly onRetry: () => void }) {
  const t = useText();
  return (
    <div role="alert">
      <EmptyState>{t.rich("ui.crashed", {}, { retry: onRetry })}</EmptyState>
    </div>
  );
}
