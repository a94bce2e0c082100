import { html, nothing, type TemplateResult } from 'lit';
import type { LanguageTag } from '../../src/contract/language.ts';
import type { Me } from '../../src/contract/session.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import { type Menu, menuWords } from '../../src/i18n/menus.ts';
import type { portalWords } from '../../src/i18n/portal.ts';
import { MENUS, menuIcon, permits } from '../shared/menus.ts';
import { placeBelow } from './portal.bar.ts';

interface MenuModel {
  words: WordsOf<typeof portalWords>;
  language: LanguageTag;
  me: Me;
  current: Menu | undefined;
  /** How much waits for the reader, by menu. */
  waiting: Partial<Record<Menu, number>>;
  href(path: string): string;
}

/** The menus the reader may see, with what waits in each: beside the page, or where that has no room, opened by a button. */
export function menu({ words, language, me, current, waiting, href }: MenuModel): TemplateResult {
  return html`<nav id="menus" class="panel" popover aria-label=${words.menus} @beforetoggle=${placeBelow}>
    <ul part="list">${MENUS.filter((name) => permits(me, name)).map((name) => {
      const count = waiting[name];
      return html`<li>
        <a part="item" class="item" href=${href(name === 'overview' ? '/' : `/${name}`)} aria-current=${name === current ? 'page' : nothing} @click=${close}>
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

/** Following a link closes what it stands in. */
function close({ currentTarget }: Event): void {
  (currentTarget as HTMLElement).closest<HTMLElement>('nav:popover-open')?.hidePopover();
}
