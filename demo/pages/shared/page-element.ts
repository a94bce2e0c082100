import { LitElement } from 'lit';

/** Base of the pages' own elements, which render without a shadow root, so that the style sheet of the page applies. */
export abstract class PageElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Moves the focus to the heading of what is shown now, so that screen readers start there. */
  protected async focusHeading(): Promise<void> {
    await this.updateComplete;
    this.querySelector<HTMLElement>('h1')?.focus();
  }
}
