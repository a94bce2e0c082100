import type { TemplateResult } from 'lit';
import type { LanguageTag } from '../../src/contract/language.ts';
import type { TicketFacets, TicketSummary } from '../../src/contract/tickets.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { ticketListWords } from '../../src/i18n/ticket-list.ts';
import type { ticketWords } from '../../src/i18n/tickets.ts';
import type { LooseView, TicketListView } from './ticket-list.view.ts';

/** What the parts of the list show, and what they can ask for. */
export interface ListModel {
  language: LanguageTag;
  words: WordsOf<typeof ticketListWords>;
  names: WordsOf<typeof ticketWords>;
  view: TicketListView;
  tickets: TicketSummary[];
  /** There are tickets behind the last one. */
  more: boolean;
  /** Newer tickets are on their way. */
  busy: boolean;
  facets: TicketFacets | undefined;
  /** The reader's tickets are those of several customers. */
  companies: boolean;
  /** The filters are unfolded, where there is little room. */
  unfolded: boolean;
  exporting: boolean;
  ticketHref: string | undefined;
  createHref: string | undefined;
  change: (patch: LooseView) => void;
  searchField: (label: string) => TemplateResult;
  unfold: () => void;
  exportCsv: () => void;
  create: (event: MouseEvent) => void;
  open: (event: MouseEvent, ticket: TicketSummary) => void;
}
