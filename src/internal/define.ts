/** Defines a custom element unless the tag is taken, so that two bundles on one page do not throw. */
export function define(tag: string, constructor: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, constructor);
}
