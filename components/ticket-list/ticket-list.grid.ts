import { html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { TicketGroup, TicketSort } from '../../src/contract/tickets.limits.ts';
import type { TicketSummary } from '../../src/contract/tickets.ts';
import { ticketListWords } from '../../src/i18n/ticket-list.ts';
import { RowNavigation } from './ticket-list.navigation.ts';
import { type Entry, entriesOf, groupLabel, headRow, type RowContext, row } from './ticket-list.rows.ts';

/** So many tickets are rendered as they are; beyond, only those near the screen. */
const VIRTUAL_FROM = 200;

/** What the grid shows. */
export interface GridContext extends Omit<RowContext, 'active'> {
  tickets: TicketSummary[];
  /** There are tickets behind the last one. */
  more: boolean;
  busy: boolean;
  sortBy: (sort: TicketSort) => void;
}

/** The tickets as a grid that a keyboard walks through; a long one is virtualised. */
export class TicketGrid implements ReactiveController {
  readonly #host: LitElement;
  readonly #navigation: RowNavigation;
  #tickets: TicketSummary[] = [];
  #group: TicketGroup | undefined;
  #entries: Entry[] = [];
  #virtual: typeof import('./ticket-list.virtual.ts') | undefined;
  #loading = false;
  /** First ticket below the headings, whose group the pinned heading names. */
  #top: TicketSummary | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    this.#navigation = new RowNavigation(host, {
      entries: () => this.#entries,
      element: () => this.#element,
      reveal: async (index) => {
        if (this.#element) await this.#virtual?.reveal(this.#element, index);
      },
    });
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('scroll', this.#pin, { capture: true, passive: true });
  }

  hostDisconnected(): void {
    window.removeEventListener('scroll', this.#pin, { capture: true });
  }

  /** Moves the focus to the row of a ticket, or to the row that had it last. */
  async focus(ticket?: TicketSummary): Promise<void> {
    await this.#host.updateComplete;
    const index = this.#entries.findIndex((entry) => entry.ticket === ticket && !entry.heading);
    await this.#navigation.focus(index < 0 ? this.#navigation.active : index);
  }

  render(context: GridContext): TemplateResult {
    const { tickets, view, companies, language } = context;
    this.#setEntries(tickets, view.group);
    const rowContext = { ...context, active: this.#navigation.active };
    const renderRow = (entry: Entry, index: number) => row(entry, index, rowContext);
    const virtual = tickets.length < VIRTUAL_FROM ? undefined : this.#virtual;
    return html`<div class="grid" role="grid" part="list" aria-label=${ticketListWords[language].tickets} aria-busy=${context.busy}
      aria-rowcount=${context.more ? -1 : this.#entries.length + 1} data-companies=${companies || nothing} @keydown=${this.#navigation.onKeydown}>
      ${headRow(companies, language, view, context.sortBy)}
      ${virtual && view.group && this.#top ? html`<div class="pinned" aria-hidden="true"><div class="group">${groupLabel(this.#top, view.group, language)}</div></div>` : nothing}
      ${
        virtual
          ? html`<div class="rows" role="rowgroup" @visibilityChanged=${this.#navigation.onVisibilityChanged}>${virtual.virtualRows(this.#entries, renderRow)}</div>`
          : html`<div class="rows" role="rowgroup">${this.#entries.map(renderRow)}</div>`
      }
    </div>`;
  }

  get #element(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('.rows');
  }

  // The virtualizer starts anew with each new array.
  #setEntries(tickets: TicketSummary[], group: TicketGroup | undefined): void {
    if (tickets === this.#tickets && group === this.#group) return;
    this.#tickets = tickets;
    this.#group = group;
    this.#entries = entriesOf(tickets, group);
    this.#top = tickets[0];
    if (tickets.length >= VIRTUAL_FROM) void this.#loadVirtual();
  }

  async #loadVirtual(): Promise<void> {
    if (this.#virtual || this.#loading) return;
    this.#loading = true;
    try {
      this.#virtual = await import('./ticket-list.virtual.ts');
      this.#host.requestUpdate();
    } catch {
      // Offline: all rows stay rendered, and the next page tries again.
    }
    this.#loading = false;
  }

  // Rows of a virtualised list are placed absolutely and cannot stick by themselves.
  #pin = (): void => {
    const rows = this.#virtual && this.#group && this.#element;
    const line = this.#host.renderRoot.querySelector('.pinned')?.getBoundingClientRect().top;
    if (!rows || line === undefined) return;
    const first = [...rows.children].find((child) => child.getBoundingClientRect().bottom > line);
    const top = this.#entries[Number(first?.ariaRowIndex) - 2]?.ticket;
    if (!top || top === this.#top) return;
    this.#top = top;
    this.#host.requestUpdate();
  };
}
