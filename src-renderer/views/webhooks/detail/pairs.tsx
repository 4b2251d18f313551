/** Names and values below each other, as text, whatever they contain. */
import { Bdi } from "../../../ui/bdi.tsx";
import classes from "./exchange.module.css";

export function Pairs({ pairs }: { readonly pairs: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl className={`mono ${classes.pairs}`}>
      {pairs.map(([name, value], place) => (
        <div key={place}>
          <dt>
            <Bdi>{name}</Bdi>
          </dt>
          <dd>
            <Bdi>{value}</Bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
