import { html, type TemplateResult } from 'lit';
import { chooseLanguage, chooseTheme, currentTheme, type Language, type Theme } from './preferences.ts';

interface Words {
  language: string;
  theme: string;
  light: string;
  dark: string;
  system: string;
}

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
export const preferencesMenu = (words: Words, language: Language): TemplateResult => html`
  ${choice(words.language, 'language', language, { de: 'Deutsch', en: 'English' }, (value) => chooseLanguage(value as Language))}
  ${choice(words.theme, 'theme', currentTheme(), { light: words.light, dark: words.dark, system: words.system }, (value) => chooseTheme(value as Theme))}
`;
