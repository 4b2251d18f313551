/** What the peers need to know of a contract, so that they carry any: the product's and those of tests. */
import type { z } from "zod";

export interface RpcContract {
  /** Peers with different numbers refuse each other. */
  readonly protocolVersion: number;
  /** A value must survive JSON: no dates, maps or bytes, and `{}` instead of nothing. */
  readonly methods: Readonly<Record<string, { readonly params: z.ZodType; readonly result: z.ZodType }>>;
  readonly events: Readonly<Record<string, z.ZodType>>;
  readonly snapshot: z.ZodType;
}

export type MethodOf<C extends RpcContract> = keyof C["methods"] & string;
/** What a caller gives: fields with a default may be left out. */
export type ParamsOf<C extends RpcContract, Method extends MethodOf<C>> = z.input<
  C["methods"][Method]["params"]
>;
/** What a handler gets. */
export type CheckedParamsOf<C extends RpcContract, Method extends MethodOf<C>> = z.output<
  C["methods"][Method]["params"]
>;
export type ResultOf<C extends RpcContract, Method extends MethodOf<C>> = z.output<
  C["methods"][Method]["result"]
>;
export type SnapshotOf<C extends RpcContract> = z.output<C["snapshot"]>;
/** Every event with its data; `event` tells them apart. */
export type EventOf<C extends RpcContract> = {
  [Name in keyof C["events"] & string]: {
    readonly event: Name;
    readonly data: z.output<C["events"][Name]>;
  };
}[keyof C["events"] & string];
