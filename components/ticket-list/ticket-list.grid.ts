import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TicketGroup } from '../../src/contract/tickets.limits.ts';
import type { TicketSummary } from '../../src/contract/tickets.ts';
import type { EtronElement } from '../../src/internal/element.ts';
import type { ListModel } from './ticket-list.model.ts';
import { RowNavigation } from './ticket-list.navigation.ts';
import { type Entry, entriesOf, headRow, row } from './ticket-list.rows.ts';
import { RowWindow } from './ticket-list.window.ts';

/** The tickets as a grid that a keyboard walks through. */
export class TicketGrid {
  readonly #host: EtronElement;
  readonly #window: RowWindow;
  readonly #navigation: RowNavigation;
  #tickets: TicketSummary[] = [];
  #group: TicketGroup | undefined;
  #entries: Entry[] = [];

  constructor(host: EtronElement) {
    const element = () => host.renderRoot.querySelector<HTMLElement>('.rows');
    this.#host = host;
    this.#window = new RowWindow(host, element);
    this.#navigation = new RowNavigation(host, {
      entries: () => this.#entries,
      element,
      reveal: (index) => this.#window.reveal(index),
    });
  }

  /** Moves the focus to the row of a ticket, or to the row that had it last. */
  async focus(ticket?: TicketSummary): Promise<void> {
    await this.#host.updateComplete;
    const index = this.#entries.findIndex((entry) => entry.ticket === ticket && !entry.heading);
    await this.#navigation.focus(index < 0 ? this.#navigation.active : index);
  }

  render(model: ListModel): TemplateResult {
    this.#setEntries(model.tickets, model.view.group);
    const { first, last } = this.#window;
    // The row with the focus stays wherever it is scrolled to, or the keyboard would have to begin anew.
    const { focused } = this.#navigation;
    const active = focused ?? this.#navigation.activeIn(first, last);
    if (focused !== undefined) void this.#navigation.keepFocus(focused);
    // The heading of the group that is scrolled through is rendered with it, to stay in sight.
    const heading = this.#group ? this.#entries.findLastIndex((entry, i) => i < first && entry.heading) : -1;
    const kept = [heading, focused ?? -1].sort((a, b) => a - b);
    const before = kept.filter((index) => index >= 0 && index < first);
    const after = kept.filter((index) => index >= last && index < this.#entries.length);
    const shown = [...before, ...Array.from({ length: last - first }, (_, i) => first + i), ...after];
    const space = (from: number, to: number, without: number[]) => {
      const height = without.reduce(
        (sum, index) => sum - this.#window.heightOf(index, index + 1),
        this.#window.heightOf(from, to),
      );
      // The property takes text and, other than the attribute, any Content Security Policy.
      const style = `height:${height}px` as unknown as CSSStyleDeclaration;
      return html`<div .style=${style}></div>`;
    };
    return html`<div class="grid" role="grid" part="list" aria-label=${model.words.tickets} aria-busy=${model.busy}
      aria-rowcount=${model.more ? -1 : this.#entries.length + 1} data-companies=${model.companies || nothing} @keydown=${this.#navigation.onKeydown} @focusin=${this.#navigation.onFocusin}>
      ${headRow(model)}
      <div class="rows" role="rowgroup">
        ${space(0, first, before)}
        ${repeat(
          shown,
          (index) => this.#entries[index]?.ticket.id + (this.#entries[index]?.heading ? 'h' : ''),
          (index) => row(this.#entries[index] as Entry, index, active, model),
        )}
        ${space(last, this.#entries.length, after)}
      </div>
    </div>`;
  }

  #setEntries(tickets: TicketSummary[], group: TicketGroup | undefined): void {
    if (tickets === this.#tickets && group === this.#group) return;
    this.#tickets = tickets;
    this.#group = group;
    this.#entries = entriesOf(tickets, group);
    this.#window.setCount(this.#entries.length);
  }
}
