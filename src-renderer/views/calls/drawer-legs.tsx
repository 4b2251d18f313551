/** The legs of a link: which phones had part in it, and what each did when, as the phone system told it. */
import type { LegView } from "../../../src-shared/contract/call-view.ts";
import { useText } from "../../i18n/text.tsx";
import { Bdi, PhoneNumber } from "../../ui/bdi.tsx";
import { Time } from "../../ui/time.tsx";
import classes from "./drawer-legs.module.css";

/** More than these are shown when somebody asks for them. */
const mostOpen = 8;

export function DrawerLegs({ legs }: { readonly legs: readonly LegView[] }) {
  const t = useText();
  if (legs.length === 0) return null;
  return (
    <details className={classes.legs} open={legs.length <= mostOpen}>
      <summary>{t("calls.legs", { n: legs.length })}</summary>
      <ul className={classes.list}>
        {legs.map((leg) => (
          <Leg key={`${leg.callId} ${leg.dn}/${leg.legId} ${leg.states[0]?.atMs}`} leg={leg} />
        ))}
      </ul>
    </details>
  );
}

function Leg({ leg }: { readonly leg: LegView }) {
  const t = useText();
  const { dn, name, kind, callId, legId, states, goneAtMs } = leg;
  return (
    <li className={classes.leg}>
      <span className={classes.who}>
        <strong>
          <Bdi>{dn}</Bdi>
        </strong>{" "}
        {name === "" ? null : <Bdi cut>{name}</Bdi>}{" "}
        <span className="quiet">{t(`calls.leg.kind.${kind}`)}</span>
      </span>
      <span className={`quiet numbers ${classes.ids}`}>{t("calls.leg.ids", { callId, legId })}</span>
      <ol className={classes.states}>
        {states.map((state, place) => (
          <li key={place}>
            <Time atMs={state.atMs} /> {t(`calls.leg.${state.status}`)}
            <OtherSide state={state} before={states[place - 1]} />
          </li>
        ))}
        {goneAtMs === undefined ? null : (
          <li>
            <Time atMs={goneAtMs} /> {t("calls.leg.gone")}
          </li>
        )}
      </ol>
    </li>
  );
}

type LegState = LegView["states"][number];

/** Said at first, and when it has become another. */
function OtherSide({ state, before }: { readonly state: LegState; readonly before: LegState | undefined }) {
  const { number, name } = state;
  if (number === "" || (number === before?.number && name === before.name)) return null;
  return (
    <>
      {" · "}
      <PhoneNumber number={number} />
      {name === "" || name === number ? null : (
        <>
          {" "}
          <Bdi>{name}</Bdi>
        </>
      )}
    </>
  );
}
