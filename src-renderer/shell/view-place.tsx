/** Shows the view of the address. A view that breaks says so in its place; everything else goes on. */
import { Component, type ReactNode } from "react";
import { useText } from "../i18n/text.tsx";
import type { PlaceName } from "../routing/route.ts";
import { goTo, useRoute } from "../routing/use-route.ts";
import { EmptyState } from "../ui/states.tsx";
import { views } from "../views/views.tsx";

export function ViewPlace() {
  const t = useText();
  const route = useRoute();
  if (route === undefined) {
    return <EmptyState>{t.rich("ui.unknownRoute", {}, { overview: () => goTo("overview") })}</EmptyState>;
  }
  const View = views[route.view];
  return (
    <Guard key={route.view} view={route.view}>
      <View path={route.path} query={route.query} />
    </Guard>
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
