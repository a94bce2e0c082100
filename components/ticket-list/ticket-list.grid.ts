import type { ReactiveController } from 'lit';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { TicketGroup } from '../../src/contract/tickets.limits.ts';
import type { TicketSummary } from '../../src/contract/tickets.ts';
import type { EtronElement } from '../../src/internal/element.ts';
import type { ListModel } from './ticket-list.model.ts';
import { RowNavigation } from './ticket-list.navigation.ts';
import { type Entry, entriesOf, groupLabel, headRow, row } from './ticket-list.rows.ts';

/** So many tickets are rendered as they are; beyond, only those near the screen. */
const VIRTUAL_FROM = 200;

type Virtual = typeof import('./ticket-list.virtual.ts');

/** The tickets as a grid that a keyboard walks through; a long one is virtualised. */
export class TicketGrid implements ReactiveController {
  readonly #host: EtronElement;
  readonly #navigation: RowNavigation;
  #tickets: TicketSummary[] = [];
  #group: TicketGroup | undefined;
  #entries: Entry[] = [];
  #virtual: Virtual | undefined;
  #loading = false;
  #wasVirtual = false;
  /** First ticket below the headings, whose group the pinned heading names. */
  #top: TicketSummary | undefined;

  constructor(host: EtronElement) {
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

  render(model: ListModel): TemplateResult {
    this.#setEntries(model.tickets, model.view.group);
    const { active } = this.#navigation;
    const renderRow = (entry: Entry, index: number) => row(entry, index, active, model);
    const virtual = model.tickets.length < VIRTUAL_FROM ? undefined : this.#virtual;
    if (virtual && !this.#wasVirtual) void this.#exchange(virtual);
    this.#wasVirtual = !!virtual;
    return html`<div class="grid" role="grid" part="list" aria-label=${model.words.tickets} aria-busy=${model.busy}
      aria-rowcount=${model.more ? -1 : this.#entries.length + 1} data-companies=${model.companies || nothing} @keydown=${this.#navigation.onKeydown} @focusin=${this.#navigation.onFocusin}>
      ${headRow(model)}
      ${virtual && this.#group && this.#top ? html`<div class="pinned" aria-hidden="true"><div class="group">${groupLabel(this.#top, model)}</div></div>` : nothing}
      ${
        virtual
          ? html`<div class="rows" role="rowgroup" @visibilityChanged=${this.#visibilityChanged}>${virtual.virtualRows(this.#entries, renderRow)}</div>`
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
    if (group !== this.#group) this.#top = tickets[0];
    this.#tickets = tickets;
    this.#group = group;
    this.#entries = entriesOf(tickets, group);
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

  // The rows are exchanged for virtual ones; the focus must not get lost.
  async #exchange(virtual: Virtual): Promise<void> {
    const old = this.#element;
    const focused = old?.querySelector(':focus');
    const { active } = this.#navigation;
    const rendered = async () => {
      await this.#host.updateComplete;
      return this.#element;
    };
    if (old) await virtual.keepPlace(old, rendered);
    if (focused) await this.#navigation.focus(active);
  }

  #visibilityChanged = (event: { first: number; last: number } & Event): void => {
    this.#navigation.onVisibilityChanged(event);
    // The rows that are to be seen now are placed a moment later.
    if (this.#element) void this.#virtual?.settled(this.#element).then(this.#pin);
  };

  // Rows of a virtualised list are placed absolutely and cannot stick by themselves.
  #pin = (): void => {
    const pinned = this.#host.renderRoot.querySelector('.pinned');
    const rows = this.#element;
    const first = pinned && rows && this.#virtual?.ticketBelow(rows, pinned.getBoundingClientRect().top);
    const top = first && this.#entries[Number(first.ariaRowIndex) - 2]?.ticket;
    if (!top || top === this.#top) return;
    this.#top = top;
    this.#host.requestUpdate();
  };
}
