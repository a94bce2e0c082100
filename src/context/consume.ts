import { type Context, ContextConsumer } from '@lit/context';
import type { LitElement } from 'lit';

/** Subscribes an element to a context of the nearest `<etron-provider>`; asks again when the provider's script arrives after the element's. */
export function consume<T>(host: LitElement, context: Context<unknown, T>, callback?: (value: T) => void): { readonly value?: T | undefined } {
  const consumer = new ContextConsumer(host, { context, subscribe: true, ...(callback && { callback }) });
  if (!customElements.get('etron-provider')) void customElements.whenDefined('etron-provider').then(() => consumer.hostConnected());
  return consumer;
}
