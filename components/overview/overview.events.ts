import type { Overview } from '../../src/contract/overview.ts';
import type { Menu } from '../../src/i18n/menus.ts';

/** The counters are on the screen; the page can show them elsewhere too. Comes again whenever they were read again. */
export class OverviewLoadedEvent extends Event {
  readonly overview: Overview;

  constructor(overview: Overview) {
    super('etron-overview-loaded', { bubbles: true, composed: true });
    this.overview = overview;
  }
}

/** A menu was opened. Prevent the default to keep a link from being followed. */
export class MenuSelectedEvent extends Event {
  readonly menu: Menu;

  constructor(menu: Menu) {
    super('etron-menu-selected', { bubbles: true, composed: true, cancelable: true });
    this.menu = menu;
  }
}

declare global {
  interface HTMLElementEventMap {
    'etron-overview-loaded': OverviewLoadedEvent;
    'etron-menu-selected': MenuSelectedEvent;
  }
}
