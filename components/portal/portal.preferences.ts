import type { LanguageTag } from '../../src/contract/language.ts';

/** `system`: as the page around and the device say. */
export type Theme = 'light' | 'dark' | 'system';

interface Kept {
  language?: LanguageTag;
  theme?: Theme;
}

/** Pages may read it too, before anything is painted. */
const PLACE = 'etron-preferences';

function kept(): Kept {
  try {
    return JSON.parse(localStorage[PLACE]);
  } catch {
    // Nothing is kept, or the browser keeps nothing for this page.
    return {};
  }
}

/** LanguageTag and colours that the reader of an element chose. Everything inside follows its `lang` and its `color-scheme`. */
export class Preferences {
  readonly #element: HTMLElement;
  #theme: Theme = 'system';

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  get theme(): Theme {
    return this.#theme;
  }

  /** Takes what was chosen before; without a choice the page around decides. */
  restore(): void {
    this.#apply(kept());
  }

  choose(choice: Kept): void {
    this.#apply(choice);
    try {
      localStorage[PLACE] = JSON.stringify({ ...kept(), ...choice });
    } catch {
      // It lasts as long as the page.
    }
  }

  #apply({ language, theme }: Kept): void {
    if (language) this.#element.lang = language;
    if (!theme) return;
    this.#theme = theme;
    this.#element.style.colorScheme = theme === 'system' ? '' : theme;
  }
}
