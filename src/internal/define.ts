/** Defines a custom element unless the tag is defined already, so that a second bundle on the same page does not throw. */
export function define(tag: string, constructor: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, constructor);
}
