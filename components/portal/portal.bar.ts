import { html, nothing, type TemplateResult } from 'lit';
import type { LanguageTag } from '../../src/contract/language.ts';
import type { Me } from '../../src/contract/session.ts';
import { languageName } from '../../src/i18n/language-name.ts';
import { shownLanguages, type WordsOf } from '../../src/i18n/locale.ts';
import { type Menu, menuWords } from '../../src/i18n/menus.ts';
import type { portalWords } from '../../src/i18n/portal.ts';
import { avatar } from '../shared/avatar.ts';
import { icon } from '../shared/icon.ts';
import { MENUS, menuIcon, permits } from '../shared/menus.ts';
import type { Preferences, Theme } from './portal.preferences.ts';

interface BarModel {
  words: WordsOf<typeof portalWords>;
  language: LanguageTag;
  me: Me | undefined;
  appName: string;
  home: string;
  /** The address of the page on which readers manage their access. */
  account: string;
  /** How many records wait in all menus together, shown on the button that opens them. */
  waiting: number;
  /** Undefined when the host page decides on language and colours. */
  preferences: Preferences | undefined;
  chooseLanguage(language: LanguageTag): void;
  chooseTheme(theme: Theme): void;
  /** Undefined when the host page is responsible for logging out. */
  logOut: (() => void) | undefined;
  /** Moves the focus to the heading of the page. */
  skip(event: Event): void;
}

/** Space between a button and what it opens, in pixels. */
const GAP = 6;

/** Places a popover below its button, because elements in the top layer are not positioned relative to others. */
const placeBelow = ({ target, newState }: ToggleEvent): void => {
  const panel = target as HTMLElement;
  const button = (panel.getRootNode() as ShadowRoot).querySelector(`[popovertarget='${panel.id}']`);
  if (newState !== 'open' || !button) return;
  const { bottom, left, right } = button.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  panel.style.top = `${bottom + GAP}px`;
  // The popover is aligned to the side of the screen on which the button is.
  const isLeft = left + right < width;
  panel.style.left = isLeft ? `${left}px` : 'auto';
  panel.style.right = isLeft ? 'auto' : `${width - right}px`;
};

/** The languages to choose from: the name of each in itself, by tag. */
const languages = (): Record<LanguageTag, string> =>
  Object.fromEntries(shownLanguages().map((tag) => [tag, languageName(tag)]));

const menusIcon = () => icon('M3 5.5h14M3 10h14M3 14.5h14');
const slidersIcon = () => icon('M3 6h8m4 0h2M3 14h2m4 0h8M13 4v4M7 12v4');

/** The bar at the top: on narrow screens the button that opens the menus, the brand, and the user's menu. */
export function bar(model: BarModel): TemplateResult {
  const { words, me, appName, home, waiting, preferences } = model;
  return html`<header class="bar" part="header">
    <a class="skip" href="#page" @click=${model.skip}>${words.skip}</a>
    ${
      me
        ? html`<button class="quiet menus" type="button" popovertarget="menus" aria-label=${waiting ? `${words.openMenus}, ${words.waiting(waiting)}` : words.openMenus}>
            ${menusIcon()}${waiting ? html`<span class="badge" aria-hidden="true">${waiting}</span>` : nothing}
          </button>`
        : nothing
    }
    <a class="brand" href=${home}><slot name="brand">${appName}</slot></a>
    ${
      me || preferences
        ? html`<button class="quiet profile" type="button" popovertarget="profile" aria-label=${me ? nothing : words.preferences}>
              ${
                me
                  ? [
                      avatar(me.name),
                      html`<span class="who"><span class="visually-hidden">${words.profileOf} </span><b>${me.name}</b><small>${me.company?.name}</small></span>`,
                    ]
                  : slidersIcon()
              }
            </button>
            <div id="profile" class="panel" popover @beforetoggle=${placeBelow}>${panel(model)}</div>`
        : nothing
    }
  </header>`;
}

function panel({
  words,
  language,
  me,
  account,
  preferences,
  chooseLanguage,
  chooseTheme,
  logOut,
}: BarModel): TemplateResult {
  return html`
    ${me ? html`<p class="person"><b>${me.name}</b><span>${me.email}</span>${me.company ? html`<span>${me.company.name}</span>` : nothing}</p>` : nothing}
    ${me ? html`<a class="item" href=${account} @click=${closeMenus}>${words.account}</a>` : nothing}
    ${
      preferences
        ? [
            choice(words.language, 'language', language, languages(), chooseLanguage),
            choice(words.theme, 'theme', preferences.theme, words.themes, (value) => chooseTheme(value as Theme)),
          ]
        : nothing
    }
    <slot name="profile"></slot>
    ${me && logOut ? html`<button class="quiet item" type="button" @click=${logOut}>${words.logOut}</button>` : nothing}
  `;
}

function choice(
  label: string,
  name: string,
  current: string,
  options: Record<string, string>,
  choose: (value: string) => void,
): TemplateResult {
  return html`<fieldset>
    <legend>${label}</legend>
    <div class="choice">${Object.entries(options).map(
      ([value, text]) =>
        html`<label><input type="radio" name=${name} value=${value} .checked=${value === current} @change=${() => choose(value)}><span>${text}</span></label>`,
    )}</div>
  </fieldset>`;
}

interface MenuModel {
  words: WordsOf<typeof portalWords>;
  language: LanguageTag;
  me: Me;
  current: Menu | undefined;
  /** How many records wait for the reader, by menu. */
  waiting: Partial<Record<Menu, number>>;
  href(path: string): string;
}

/** The menus the reader may see, with the number of records waiting in each. They are beside the page or, on narrow screens, opened by a button. */
export function menu({ words, language, me, current, waiting, href }: MenuModel): TemplateResult {
  return html`<nav id="menus" class="panel" popover aria-label=${words.menus} @beforetoggle=${placeBelow}>
    <ul part="list">${MENUS.filter((name) => permits(me, name)).map((name) => {
      const count = waiting[name];
      return html`<li>
        <a part="item" class="item" href=${href(name === 'overview' ? '/' : `/${name}`)} aria-current=${name === current ? 'page' : nothing} @click=${closeMenus}>
          ${menuIcon(name)}<span class="name">${menuWords(language)[name]}</span>${
            count
              ? html`<span class="badge" aria-hidden="true">${count}</span><span class="visually-hidden">, ${words.waiting(count)}</span>`
              : nothing
          }
        </a>
      </li>`;
    })}</ul>
  </nav>`;
}

/** Closes the opened menus when a link in them is followed. */
function closeMenus({ currentTarget }: Event): void {
  (currentTarget as HTMLElement).closest<HTMLElement>(':popover-open')?.hidePopover();
}
