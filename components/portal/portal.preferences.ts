import type { LanguageTag } from '../../src/contract/language.ts';
import { getStored, setStored } from '../../src/controllers/storage.ts';

/** `system`: as the page around and the device say. */
export type Theme = 'light' | 'dark' | 'system';

interface Kept {
  language?: LanguageTag;
  theme?: Theme;
}

/** Pages may read it too, before anything is painted. */
const PLACE = 'etron-preferences';

const kept = (): Kept => getStored<Kept>(PLACE, {}) ?? {};

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
    setStored(PLACE, { ...kept(), ...choice });
  }

  #apply({ language, theme }: Kept): void {
    if (language) this.#element.lang = language;
    if (!theme) return;
    this.#theme = theme;
    this.#element.style.colorScheme = theme === 'system' ? '' : theme;
  }
}
