import type { LanguageTag } from '../../src/contract/language.ts';
import type { Overview } from '../../src/contract/overview.ts';
import type { Role } from '../../src/contract/session.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { Menu } from '../../src/i18n/menus.ts';
import { money } from '../../src/i18n/money.ts';
import type { overviewWords } from '../../src/i18n/overview.ts';
import { waitingOf } from '../shared/menus.ts';

type OverviewWords = WordsOf<typeof overviewWords>;
export type TileMenu = Exclude<Menu, 'overview'>;

/** What stands on a tile. */
export interface Tile {
  menu: TileMenu;
  figure: number;
  /** What `figure` counts. */
  unit: string;
  /** How much of it waits for the reader, and in words. */
  waiting: number;
  waits: string;
  /** What else there is to say. */
  notes: string[];
}

/** The counters of each menu in words; null where the permission is missing. */
export function tilesOf(
  overview: Overview,
  role: Role,
  language: LanguageTag,
  words: OverviewWords,
): Record<TileMenu, Tile | null> {
  const { tickets, documents, offers, orders, invoices, subscriptions } = overview;
  const waitingIn = waitingOf(overview, role);
  const some = (count: number, say: (count: number) => string) => (count ? [say(count)] : []);
  const tile = (
    menu: TileMenu,
    figure: number,
    waits: (count: number) => string = () => '',
    notes: string[] = [],
  ): Tile => {
    const waiting = waitingIn[menu] ?? 0;
    return { menu, figure, unit: words.units[menu](figure), waiting, waits: waiting ? waits(waiting) : '', notes };
  };
  return {
    tickets: tile(
      'tickets',
      tickets.open,
      role === 'customer' ? words.questions : words.questionsOfAll,
      role === 'staff' ? some(tickets.waiting, words.questionsOfAll) : [],
    ),
    documents: tile('documents', documents.mine + documents.others, words.toSign, [
      ...some(documents.others, words.others),
      ...some(documents.signed, words.signed),
    ]),
    offers: offers && tile('offers', offers.open, words.toDecide, some(offers.ending, words.ending)),
    orders: orders && tile('orders', orders.total),
    invoices:
      invoices &&
      tile('invoices', invoices.open, words.overdue, invoices.open ? [words.due(money(language, invoices.due))] : []),
    subscriptions:
      subscriptions &&
      tile(
        'subscriptions',
        subscriptions.active,
        undefined,
        subscriptions.active ? [words.instances(subscriptions.instances)] : [],
      ),
  };
}
