import type { PropertyOptions } from './base.ts';

// biome-ignore lint/complexity/noBannedTypes: what `prototype.constructor` is
interface Reactive extends Function {
  createProperty(name: PropertyKey, options?: PropertyOptions): void;
}

type Decorator = (prototype: object, name: PropertyKey) => void;

/**
 * Declares a reactive property, as Lit's own decorator does. That one understands standard decorators too and costs every host page 250 bytes for it;
 * this project compiles the TypeScript ones.
 */
export const property =
  (options?: PropertyOptions): Decorator =>
  (prototype, name) =>
    (prototype.constructor as Reactive).createProperty(name, options);

/** A reactive property for the element's own use. */
export const state = (): Decorator => property({ attribute: false });
