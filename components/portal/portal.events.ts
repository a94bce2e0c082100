import type { LanguageTag } from '../../src/contract/language.ts';
import type { Theme } from './portal.preferences.ts';

/** The reader went to another page of the portal. */
export class NavigatedEvent extends Event {
  /** The path within the portal, e.g. `/tickets/new`. */
  readonly path: string;

  constructor(path: string) {
    super('etron-navigated', { bubbles: true, composed: true });
    this.path = path;
  }
}

/** The reader chose a language or colours; the page around can follow. */
export class PreferencesChangedEvent extends Event {
  readonly language: LanguageTag;
  readonly theme: Theme;

  constructor(language: LanguageTag, theme: Theme) {
    super('etron-preferences-changed', { bubbles: true, composed: true });
    this.language = language;
    this.theme = theme;
  }
}

declare global {
  interface HTMLElementEventMap {
    'etron-navigated': NavigatedEvent;
    'etron-preferences-changed': PreferencesChangedEvent;
  }
}
