import type { Context, ContextRequest, Receive } from './context.ts';

/** What `provide` gives: the value those inside see. */
export interface Provided<T> {
  readonly value: T | undefined;
  setValue(value: T | undefined): void;
}

/** Provides the elements inside an element with a value of a context; they follow when it changes. */
export function provide<T>(host: HTMLElement, context: Context<unknown, T>, initial?: T): Provided<T> {
  const receivers = new Map<Receive<T | undefined>, () => void>();
  let current = initial;
  host.addEventListener('context-request', (event) => {
    const { context: wanted, callback, subscribe } = event as ContextRequest<T | undefined>;
    // The element itself wants the value of the provider around it.
    if (wanted !== context || event.composedPath()[0] === host) return;
    event.stopImmediatePropagation();
    if (!subscribe) return callback(current);
    // Whoever asks again is still the same subscriber.
    const unsubscribe = receivers.get(callback) ?? (() => receivers.delete(callback));
    receivers.set(callback, unsubscribe);
    callback(current, unsubscribe);
  });
  return {
    get value() {
      return current;
    },
    setValue(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const [receive, unsubscribe] of receivers) receive(value, unsubscribe);
    },
  };
}
