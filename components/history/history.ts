import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ClientSharing } from '../../src/context/contexts.ts';
import type { RecordKind } from '../../src/contract/history.limits.ts';
import { type Attachment, type HistoryEntry, markRead, type RecordParams } from '../../src/contract/history.ts';
import { DownloadsController } from '../../src/controllers/downloads.ts';
import { FeedController } from '../../src/controllers/feed.ts';
import { LiveController } from '../../src/controllers/live.ts';
import { dateTime, dayName, localDay, timeOfDay } from '../../src/i18n/dates.ts';
import { historyWords } from '../../src/i18n/history.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { orderWords } from '../../src/i18n/orders.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { ticketWords } from '../../src/i18n/tickets.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { controls } from '../../src/styles/controls.ts';
import { tokens } from '../../src/styles/tokens.ts';
import type { MessageCreatedEvent } from '../composer/composer.events.ts';
import { attachmentList, attachmentStyles, fetchAttachment } from '../shared/attachments.ts';
import { iconStyles } from '../shared/icon.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { scrollerOf } from '../shared/scroller.ts';
import { skeleton, skeletonStyles } from '../shared/skeleton.ts';
import { linked, withoutBidi } from '../shared/text.ts';
import { RecordChangedEvent } from './history.events.ts';
import { historyStyles } from './history.styles.ts';

export type * from './history.events.ts';

/**
 * The history of any record: messages of both sides with their files, changes of status and assignment, when it was first seen, a field to write messages,
 * and the time entries. Follows the record live, and marks it as read while somebody looks at it. Its title is a heading of level 3.
 *
 * @slot hint - What somebody can do about the hint, behind its text.
 *
 * @event {MessageCreatedEvent} etron-message-created - The reader wrote a message or note; `id` says under which id it is stored.
 * @event {MessageUpdatedEvent} etron-message-updated - The reader changed a message; `id` says which.
 * @event {RecordChangedEvent} etron-record-changed - The record changed on the server, or may have; `kind` and `id` say which.
 *
 * @csspart title - The heading.
 * @csspart list - The entries of one day, and the files of one.
 * @csspart item - One entry, and one file.
 * @csspart error - What went wrong.
 *
 * @example
 * ```html
 * <etron-history api-url="https://portal.example/api/v1" record-kind="ticket" record-id="…"></etron-history>
 * ```
 */
export class EtronHistory extends EtronElement {
  static override styles = [
    tokens,
    controls,
    iconStyles,
    attachmentStyles,
    problemStyles,
    skeletonStyles,
    historyStyles,
  ];

  /** Kind of the record: `ticket`, `document`, `order`, `invoice` or `subscription`. */
  @property({ attribute: 'record-kind' }) recordKind: RecordKind = 'ticket';

  /** Id of the record. */
  @property({ attribute: 'record-id' }) recordId = '';

  /** For ETRON's employees: internal notes can be written, and time logged. The server decides whether that is allowed. */
  @property({ type: Boolean }) staff = false;

  /** Leaves the time entries out, for a reader who may not see them. */
  @property({ type: Boolean, attribute: 'without-times' }) withoutTimes = false;

  /** Keeps no connection to the server, as is good while nobody looks at it. What changed meanwhile is read afterwards. */
  @property({ type: Boolean }) paused = false;

  /** Text above the message field that says what happens after a reply. */
  @property() hint = '';

  /** Text for screen readers in a live region. */
  @state() private announcement = '';

  readonly #locale = new LocaleController(this, historyWords);
  readonly #downloads = new DownloadsController(this);
  /** `focus()` was called; it is carried out as soon as the field exists. */
  #focusWanted = false;
  readonly #feed = new FeedController(
    this,
    () => (this.client && this.recordId ? [this.client, this.recordKind, this.recordId] : undefined),
    (entries) => this.#announce(entries),
  );

  constructor() {
    super();
    new ClientSharing(this, () => this.client);
    new LiveController(
      this,
      () => (this.client && this.recordId && !this.paused ? { client: this.client, params: this.#params } : undefined),
      () => {
        this.refresh();
        this.dispatchEvent(new RecordChangedEvent(this.recordKind, this.recordId));
      },
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#markRead);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#markRead);
  }

  /** Reads the history and the time entries again. */
  refresh(): void {
    void this.#feed.refresh();
    const { renderRoot } = this;
    void renderRoot.querySelector<HTMLElementTagNameMap['etron-time-entries']>('etron-time-entries:defined')?.refresh();
  }

  /** Moves the focus to the message field and brings it into view. */
  override focus(): void {
    this.#focusWanted = true;
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // It may contain names, which nobody must see after a log-out.
    if (this.me === null) this.announcement = '';
  }

  protected override async updated(): Promise<void> {
    this.#markRead();
    const composer = this.#focusWanted && this.renderRoot.querySelector('etron-composer');
    if (!composer) return;
    this.#focusWanted = false;
    await customElements.whenDefined('etron-composer');
    await composer.updateComplete;
    composer.focus();
  }

  protected override render(): TemplateResult {
    const { words, language } = this.#locale;
    const { data, problem } = this.#feed;
    const feed = data?.record === this.recordId ? data : undefined;
    const retry = { label: words.retry, action: () => this.refresh() };
    const gone = problem?.problem.code === 'not_found';
    if (this.me === null) return html`<p class="empty">${problems(language).unauthenticated}</p>`;
    return html`
      <h3 part="title" tabindex="-1">${words.title}</h3>
      <div class="visually-hidden" role="status">${this.announcement}</div>
      ${
        problem && (gone || !feed)
          ? problemPanel(
              problemText({ ...problems(language), not_found: words.notFound }, problem),
              gone ? undefined : retry,
            )
          : !feed
            ? html`<div aria-busy="true"><span class="visually-hidden" role="status">${words.loading}</span>${skeleton([30], [90], [60], [35], [95, 8])}</div>`
            : html`${this.#older()}${feed.items.length ? this.#days(feed.items) : this.#empty()}
                ${problem ? problemPanel(words.stale, retry) : nothing}
                <etron-composer
                  record-kind=${this.recordKind}
                  record-id=${this.recordId}
                  ?staff=${this.staff}
                  .hint=${this.hint}
                  @etron-message-created=${this.#created}
                ><slot name="hint" slot="hint"></slot></etron-composer>
                ${this.withoutTimes ? nothing : html`<etron-time-entries record-kind=${this.recordKind} record-id=${this.recordId} ?staff=${this.staff}></etron-time-entries>`}`
      }
    `;
  }

  #empty(): TemplateResult {
    const { words } = this.#locale;
    return html`<p class="empty"><strong>${words.empty}</strong>${this.staff ? nothing : html`<br>${words.emptyNext}`}</p>`;
  }

  #older(): TemplateResult | typeof nothing {
    const { words, language } = this.#locale;
    const { data, loadingOlder, olderProblem } = this.#feed;
    if (!data?.before) return nothing;
    return html`
      ${olderProblem ? problemPanel(problemText(problems(language), olderProblem)) : nothing}
      <button type="button" class="older" aria-disabled=${loadingOlder ? 'true' : 'false'} @click=${this.#loadOlder}>${words.older}</button>
    `;
  }

  #days(entries: readonly HistoryEntry[]): unknown {
    const days = new Map<string, HistoryEntry[]>();
    for (const entry of entries) {
      const day = localDay(entry.createdAt);
      days.set(day, [...(days.get(day) ?? []), entry]);
    }
    return repeat(
      days,
      ([day]) => day,
      ([day, items]) => html`
        <h4 id="day-${day}"><span>${dayName(this.#locale.language, day)}</span></h4>
        <ol part="list" aria-labelledby="day-${day}">
          ${repeat(
            items,
            ({ id }) => id,
            (entry) => html`<li part="item" data-kind=${entry.kind}>${this.#entry(entry)}</li>`,
          )}
        </ol>
      `,
    );
  }

  #entry(entry: HistoryEntry): TemplateResult {
    const { language } = this.#locale;
    if (entry.kind === 'message') {
      return html`<etron-message
        .entry=${entry}
        record-kind=${this.recordKind}
        record-id=${this.recordId}
        @etron-message-updated=${this.refresh}
      ></etron-message>`;
    }
    const { author, createdAt } = entry;
    const who = author.side === 'system' ? '' : `${withoutBidi(author.name)} · `;
    return html`${this.#change(entry)} <small>· ${who}<time datetime=${createdAt} title=${dateTime(language, createdAt)}>${timeOfDay(language, createdAt)}</time></small>${
      entry.kind === 'status'
        ? this.#enclosed(entry.reason, entry.attachments)
        : entry.kind === 'merge'
          ? this.#enclosed(entry.description, entry.attachments)
          : nothing
    }`;
  }

  /** What somebody wrote about a change, and the files attached to it. */
  #enclosed(text: string | null, attachments: Attachment[]): TemplateResult {
    const { words, language } = this.#locale;
    const problem = attachments.map(({ id }) => this.#downloads.problemOf(id)).find(Boolean);
    return html`${text ? html`<blockquote>${linked(text)}</blockquote>` : nothing}
      ${attachmentList(attachments, { language, label: words.attachments, download: words.download }, this.#fetch)}
      ${problem ? problemPanel(problemText(problems(language), problem)) : nothing}`;
  }

  #change(entry: Exclude<HistoryEntry, { kind: 'message' }>): string {
    const { words, language } = this.#locale;
    const status = { ...ticketWords(language).status, ...orderWords(language).status };
    if (entry.kind === 'view') return words.viewed;
    if (entry.kind === 'merge') {
      const say = entry.description === null ? words.merged : words.filedAs;
      return say(entry.number, withoutBidi(entry.subject));
    }
    if (entry.kind === 'confirmation') return words.confirmation(withoutBidi(entry.to));
    if (entry.kind === 'status') {
      const answered = entry.from === 'open' && entry.author.side === 'customer' ? entry.to : '';
      if (answered === 'ordered' || answered === 'declined') return words.answered[answered];
      return words.status(entry.from ? status[entry.from] : undefined, status[entry.to]);
    }
    return entry.to ? words.assigned(withoutBidi(entry.to)) : words.unassigned;
  }

  get #params(): RecordParams {
    return { kind: this.recordKind, id: this.recordId };
  }

  #announce(entries: HistoryEntry[]): void {
    const { words } = this.#locale;
    // A message that can still be edited is the reader's own and needs no announcement.
    const foreign = entries.filter((entry) => entry.kind !== 'message' || !entry.editableUntil);
    if (!foreign.length) return;
    this.announcement = foreign
      .map((entry) =>
        entry.kind !== 'message'
          ? this.#change(entry)
          : (entry.internal ? words.newNote : words.newMessage)(withoutBidi(entry.author.name)),
      )
      .join(' ');
  }

  readonly #fetch = (attachment: Attachment): void => fetchAttachment(this.#downloads, this.client, attachment);

  readonly #created = ({ target }: MessageCreatedEvent): void => {
    const { words } = this.#locale;
    const text = (target as Element).hasAttribute('internal') ? words.noted : words.sent;
    // Screen readers announce a live region only when its text changes, so the same text gets a space at its end.
    this.announcement = this.announcement === text ? `${text} ` : text;
    this.refresh();
    this.dispatchEvent(new RecordChangedEvent(this.recordKind, this.recordId));
  };

  readonly #markRead = (): void => {
    const { client } = this;
    const feed = this.#feed.data;
    if (!client || this.paused || document.hidden || feed?.record !== this.recordId || !feed.unread) return;
    feed.unread = false;
    // A failure is not reported: the record just stays marked as unread, and the next visit tries again.
    client.call(markRead, { params: this.#params }).catch(() => {
      feed.unread = true;
    });
  };

  readonly #loadOlder = async (): Promise<void> => {
    const { client } = this;
    if (!client) return;
    const first = this.renderRoot.querySelector('li');
    const top = first?.getBoundingClientRect().top ?? 0;
    const count = await this.#feed.loadOlder(client, this.#params);
    await this.updateComplete;
    // The entries on the screen stay where they are, although older ones were inserted above them.
    if (first) scrollerOf(first).scrollTop += first.getBoundingClientRect().top - top;
    if (!count) return;
    this.announcement = this.#locale.words.olderLoaded(count);
    // When everything is loaded, the button with the focus is removed, so the focus moves to the title.
    if (!this.#feed.data?.before) this.renderRoot.querySelector<HTMLElement>('h3')?.focus({ preventScroll: true });
  };
}
