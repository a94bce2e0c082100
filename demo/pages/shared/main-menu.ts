import { LocaleController } from '@etron/portal-widgets';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import './main-menu.css';
import { PageElement } from './page-element.ts';
import type { StaffMenu } from './route.ts';
import { topBarWords } from './top-bar.words.ts';

const hrefs: Record<StaffMenu, string> = { tickets: '#/', documents: '#/documents', permissions: '#/permissions' };

/** The menus of the support team. */
export class MainMenu extends PageElement {
  /** The menu that is open. */
  @property() current: StaffMenu = 'tickets';

  readonly #locale = new LocaleController(this, topBarWords);

  protected override render(): TemplateResult {
    const { words } = this.#locale;
    return html`<nav aria-label=${words.mainMenu}>
      ${(Object.keys(hrefs) as StaffMenu[]).map(
        (menu) =>
          html`<a href=${hrefs[menu]} aria-current=${menu === this.current ? 'page' : nothing}>${words.menus[menu]}</a>`,
      )}
    </nav>`;
  }
}

customElements.define('demo-main-menu', MainMenu);
