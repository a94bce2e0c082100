import type { Overview } from '../../src/contract/overview.ts';
import type { Menu } from '../../src/i18n/menus.ts';

/** The counters were loaded, so the page can show them elsewhere, too. It is dispatched again whenever they were loaded again. */
export class OverviewLoadedEvent extends Event {
  readonly overview: Overview;

  constructor(overview: Overview) {
    super('etron-overview-loaded', { bubbles: true, composed: true });
    this.overview = overview;
  }
}

/** A menu was opened. Preventing the default keeps a link from being followed. */
export class MenuSelectedEvent extends Event {
  readonly menu: Menu;
  /** The `view` of the menu's list that shows what the tile counts; empty for all. */
  readonly view: Readonly<Record<string, string>>;

  constructor(menu: Menu, view: Readonly<Record<string, string>>) {
    super('etron-menu-selected', { bubbles: true, composed: true, cancelable: true });
    this.menu = menu;
    this.view = view;
  }
}

declare global {
  interface HTMLElementEventMap {
    'etron-overview-loaded': OverviewLoadedEvent;
    'etron-menu-selected': MenuSelectedEvent;
  }
}
