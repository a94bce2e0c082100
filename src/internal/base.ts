import type { PropertyValues, ReactiveController, ReactiveControllerHost } from 'lit';
import { type RootPart, render } from 'lit/html.js';
import type { StyleGroup } from '../styles/css.ts';

/** Of a reactive property, as for Lit but only what this base knows. */
export interface PropertyOptions {
  /** Name of the attribute, or none; the property's own in lower case unless said. */
  attribute?: string | false;
  /** The attribute counts by its presence. */
  type?: BooleanConstructor;
}

/** The property an attribute sets, and whether by its mere presence. */
type Attribute = [name: PropertyKey, boolean: boolean];

/**
 * An element with reactive properties, controllers and a template: the part of LitElement this family uses, with the same life cycle, on lit-html.
 * LitElement itself costs every host page two kilobytes more, a sixth of what the ticket form may weigh.
 */
export abstract class BaseElement extends HTMLElement implements ReactiveControllerHost {
  static styles: StyleGroup = [];
  /** By attribute; each class inherits those of its parent. */
  static attributes: Record<string, Attribute> = {};

  declare renderRoot: HTMLElement | ShadowRoot;
  readonly #controllers = new Set<ReactiveController>();
  readonly #early: object;
  #changed: PropertyValues = new Map();
  #part: RootPart | undefined;
  #isPending = false;
  #update = Promise.resolve(true);

  static get observedAttributes(): string[] {
    return Object.keys(this.attributes);
  }

  /** What `@property` and `@state` do. */
  static createProperty(name: PropertyKey, { attribute, type }: PropertyOptions = {}): void {
    const values = new WeakMap<BaseElement, unknown>();
    Object.defineProperty(this.prototype, name, {
      get(this: BaseElement) {
        return values.get(this);
      },
      set(this: BaseElement, value: unknown) {
        const old = values.get(this);
        values.set(this, value);
        if (!Object.is(old, value)) this.requestUpdate(name, old);
      },
    });
    if (attribute === false) return;
    const key = attribute ?? String(name).toLowerCase();
    this.attributes = { ...this.attributes, [key]: [name, type === Boolean] };
  }

  constructor() {
    super();
    // What a page set before the element was defined hides the accessors. It comes back once the defaults are in place, at
    // once: what the page sets next is newer.
    this.#early = { ...this };
    for (const name in this.#early) delete this[name as keyof this];
  }

  /** Resolves when the update under way is done; false when it led to another one. */
  get updateComplete(): Promise<boolean> {
    return this.#update;
  }

  connectedCallback(): void {
    if (!this.renderRoot) {
      Object.assign(this, this.#early);
      this.renderRoot = this.createRenderRoot();
      this.requestUpdate();
    }
    for (const controller of this.#controllers) controller.hostConnected?.();
    this.#part?.setConnected(true);
  }

  disconnectedCallback(): void {
    for (const controller of this.#controllers) controller.hostDisconnected?.();
    this.#part?.setConnected(false);
  }

  attributeChangedCallback(attribute: string, _old: string | null, value: string | null): void {
    const [name, boolean] = (this.constructor as typeof BaseElement).attributes[attribute] as Attribute;
    Object.assign(this, { [name]: boolean ? value !== null : value });
  }

  addController(controller: ReactiveController): void {
    this.#controllers.add(controller);
    if (this.renderRoot && this.isConnected) controller.hostConnected?.();
  }

  removeController(controller: ReactiveController): void {
    this.#controllers.delete(controller);
  }

  /** Renders soon, once for all changes of this moment; not before the element stands in a page. */
  requestUpdate(name?: PropertyKey, old?: unknown): void {
    if (name && !this.#changed.has(name)) this.#changed.set(name, old);
    if (this.#isPending || !this.renderRoot) return;
    this.#isPending = true;
    this.#update = this.#perform();
  }

  protected createRenderRoot(): HTMLElement | ShadowRoot {
    const root = this.attachShadow({ mode: 'open' });
    const styles = [(this.constructor as typeof BaseElement).styles].flat(9) as { styleSheet: CSSStyleSheet }[];
    root.adoptedStyleSheets = styles.map(({ styleSheet }) => styleSheet);
    return root;
  }

  protected render(): unknown {
    return undefined;
  }

  protected willUpdate(_changed: PropertyValues): void {}

  protected updated(_changed: PropertyValues): void {}

  async #perform(): Promise<boolean> {
    await undefined;
    const changed = this.#changed;
    try {
      this.willUpdate(changed);
      for (const controller of this.#controllers) controller.hostUpdate?.();
      this.#part = render(this.render(), this.renderRoot, { host: this, isConnected: this.isConnected });
    } finally {
      // An error must not stand in the way of later updates.
      this.#changed = new Map();
      this.#isPending = false;
    }
    for (const controller of this.#controllers) controller.hostUpdated?.();
    this.updated(changed);
    return !this.#isPending;
  }
}
