import { getStored, type Language, setStored } from '@etron/portal-widgets';

export type Theme = 'light' | 'dark' | 'system';

interface Preferences {
  theme?: Theme;
  language?: Language;
}

/** Also read by `public/theme.js` before anything is painted. */
const KEY = 'etron-preferences';

const read = (): Preferences => getStored<Preferences>(KEY, {}) ?? {};

function remember(change: Preferences): void {
  setStored(KEY, { ...read(), ...change });
}

export const currentTheme = (): Theme => read().theme ?? 'system';

export function chooseTheme(theme: Theme): void {
  remember({ theme });
  document.documentElement.dataset.theme = theme;
}

/** All elements follow the page's `lang`. */
export function chooseLanguage(language: Language): void {
  remember({ language });
  document.documentElement.lang = language;
}
