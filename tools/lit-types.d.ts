// What the types of the elements say about Lit. The package brings Lit along in its bundle; who installs it needs none.

export interface ReactiveController {
  hostConnected?(): void;
  hostDisconnected?(): void;
  hostUpdate?(): void;
  hostUpdated?(): void;
}

export interface ReactiveControllerHost {
  addController(controller: ReactiveController): void;
  removeController(controller: ReactiveController): void;
  requestUpdate(): void;
  readonly updateComplete: Promise<boolean>;
}

export declare class LitElement extends HTMLElement implements ReactiveControllerHost {
  addController(controller: ReactiveController): void;
  removeController(controller: ReactiveController): void;
  requestUpdate(name?: PropertyKey, oldValue?: unknown): void;
  /** Resolves when the element has rendered its last changes. */
  readonly updateComplete: Promise<boolean>;
  readonly hasUpdated: boolean;
  connectedCallback(): void;
  disconnectedCallback(): void;
  protected willUpdate(changed: PropertyValues): void;
  protected firstUpdated(changed: PropertyValues): void;
  protected updated(changed: PropertyValues): void;
  protected render(): unknown;
}

export { LitElement as ReactiveElement };

// biome-ignore lint/suspicious/noExplicitAny: Lit's own default.
export type PropertyValues<T = any> = T extends object ? Map<PropertyKey, unknown> : never;
export interface PropertyDeclaration {
  attribute?: boolean | string;
  type?: unknown;
  state?: boolean;
}
export type CSSResult = object;
export type TemplateResult = object;
export declare const nothing: unique symbol;
