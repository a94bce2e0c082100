/** The key of a value that an element provides to those inside it: the protocol and the type of `@lit/context`, whose controllers understand it. */
export type Context<Key, Value> = Key & { __context__: Value };

/** Takes the value, at once and whenever it changes; `unsubscribe` ends that. */
export type Receive<T> = (value: T, unsubscribe?: () => void) => void;

/** Bubbles from whoever wants the value up to whoever provides it. */
export interface ContextRequest<T> extends Event {
  readonly context: Context<unknown, T>;
  readonly callback: Receive<T>;
  readonly subscribe?: boolean;
}
