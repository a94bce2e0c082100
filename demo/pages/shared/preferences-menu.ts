import type { Language, LanguageTag } from '@etron/portal-widgets';
import { html, type TemplateResult } from 'lit';
import { chooseLanguage, chooseTheme, currentTheme, type Theme } from './preferences.ts';

interface MenuWords {
  language: string;
  theme: string;
  light: string;
  dark: string;
  system: string;
}

/** What each language calls itself. */
const languages: Record<Language, string> = { de: 'Deutsch', en: 'English' };

function choice(
  label: string,
  name: string,
  current: string,
  options: Record<string, string>,
  choose: (value: string) => void,
): TemplateResult {
  return html`
    <fieldset>
      <legend>${label}</legend>
      <div class="choice">
        ${Object.entries(options).map(
          ([value, text]) => html`
            <label>
              <input type="radio" name=${name} value=${value} .checked=${value === current} @change=${() => choose(value)} />
              <span>${text}</span>
            </label>
          `,
        )}
      </div>
    </fieldset>
  `;
}

/** Language and colours, as a part of a menu. */
export const preferencesMenu = (words: MenuWords, language: LanguageTag): TemplateResult => html`
  ${choice(words.language, 'language', language, languages, (value) => chooseLanguage(value as Language))}
  ${choice(words.theme, 'theme', currentTheme(), { light: words.light, dark: words.dark, system: words.system }, (value) => chooseTheme(value as Theme))}
`;
