import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { download, fileName } from '../../src/api/download.ts';
import { ClientSharing } from '../../src/context/contexts.ts';
import type { Decimal } from '../../src/contract/money.ts';
import { takeable, totalsOf } from '../../src/contract/orders.rules.ts';
import { getOrder, getOrderFile, type Order, type OrderItem, type OrderOptions } from '../../src/contract/orders.ts';
import { DownloadsController } from '../../src/controllers/downloads.ts';
import { calendarDay } from '../../src/i18n/dates.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { money } from '../../src/i18n/money.ts';
import { orderDetailWords } from '../../src/i18n/order.ts';
import { orderWords } from '../../src/i18n/orders.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { answerBar } from '../../src/styles/answer-bar.ts';
import { banners } from '../../src/styles/banners.ts';
import { controls } from '../../src/styles/controls.ts';
import { recordColumns } from '../../src/styles/record-columns.ts';
import { recordPage } from '../../src/styles/record-page.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { orderTones } from '../../src/styles/tones.ts';
import { avatarStyles } from '../shared/avatar.ts';
import { employeeStyles } from '../shared/employee.ts';
import { downloadIcon, iconStyles } from '../shared/icon.ts';
import { MissingPermission, permissionStyles } from '../shared/permission.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { RecordAnswer } from '../shared/record-answer.ts';
import { assigneeSection, fact, factsSection, recordHeader } from '../shared/record-detail.ts';
import { RecordPage } from '../shared/record-page.ts';
import { skeletonStyles } from '../shared/skeleton.ts';
import { statusStyles } from '../shared/status.ts';
import { linked, withoutBidi } from '../shared/text.ts';
import type { OrderAnswering } from './order.answering.ts';
import { OrderLoadedEvent } from './order.events.ts';
import { meaning, orderLines, totalsTable } from './order.sections.ts';
import { orderStyles } from './order.styles.ts';

export type * from './order.events.ts';

/**
 * One offer or sales order: its state in words, its lines with optional items to choose from, what it comes to, its PDF, who is responsible for it, and its
 * history. An open offer is accepted with a signature, or declined with a reason. Follows the order live. Its title is a heading of level 2.
 *
 * @slot back - A link back to where the reader came from.
 *
 * @event {OrderLoadedEvent} etron-order-loaded - It is on the screen; `number` and `orderTitle` can go into the title of the page, and `status` says what it is by now.
 * @event {OrderAcceptedEvent} etron-order-accepted - The reader accepted the offer; it is a sales order now.
 * @event {OrderDeclinedEvent} etron-order-declined - The reader declined the offer.
 * @event {TicketRequestedEvent} etron-ticket-requested - The management asks for the permission; `prefill` is what the ticket form begins with.
 * @event {MessageCreatedEvent} etron-message-created - The reader wrote a message or note; `id` says under which id it is stored.
 * @event {RecordChangedEvent} etron-record-changed - The order changed on the server, or may have.
 *
 * @csspart base - An open dialog.
 * @csspart header - Number, title and state.
 * @csspart title - The title.
 * @csspart body - Lines, totals and remarks; what is said when the permission is missing.
 * @csspart list - The lines.
 * @csspart item - One line that costs something.
 * @csspart control - The field for the reason.
 * @csspart footer - The total and the two buttons; stays in view.
 * @csspart submit - The button that accepts or declines.
 * @csspart error - What went wrong.
 *
 * @cssproperty [--etron-sticky-top=0px] - Height of what the page keeps at its upper edge, so that nothing is hidden below it.
 *
 * @example
 * ```html
 * <etron-order api-url="https://portal.example/api/v1" order-id="…"><a slot="back" href="/offers">Alle Angebote</a></etron-order>
 * ```
 */
export class EtronOrder extends EtronElement {
  static override styles = [
    tokens,
    controls,
    iconStyles,
    avatarStyles,
    employeeStyles,
    statusStyles,
    problemStyles,
    skeletonStyles,
    permissionStyles,
    recordPage,
    recordColumns,
    banners,
    answerBar,
    orderStyles,
  ];

  /** Id of the offer or sales order to show. */
  @property({ attribute: 'order-id' }) orderId = '';

  /** Chosen quantities of optional items, by their ids. */
  @state() private options: OrderOptions = {};

  readonly #locale = new LocaleController(this, orderDetailWords);
  readonly #downloads = new DownloadsController(this);
  readonly #page: RecordPage<Order> = new RecordPage(this, {
    locale: this.#locale,
    client: () => this.client,
    me: () => this.me,
    id: () => this.orderId,
    load: (client, id, signal) => client.call(getOrder, { params: { id } }, { signal }),
    loaded: (order) => new OrderLoadedEvent(order),
    skeleton: [[12], [60, 2], [15, 1.75], [100, 5], [100, 3], [100, 3], [100, 3]],
    detail: (order) => this.#detail(order),
    forbidden: (language) => this.#missing.render(this.#permission, language),
    changed: (order, before) => this.#keepOptions(order, before ? this.options : {}),
    isAnswering: () => this.#answer.pending,
  });
  readonly #answer: RecordAnswer<Order, OrderAnswering> = new RecordAnswer(this, this.#page, {
    isAnswerable,
    load: async () => {
      const { OrderAnswering } = await import('./order.answering.ts');
      return new OrderAnswering(this, {
        record: () => this.#page.record,
        client: () => this.client,
        me: () => this.me,
        conclude: (order, event) => {
          const { words } = this.#locale;
          const accepted = order.status === 'ordered';
          return this.#answer.conclude(order, event, {
            tone: accepted ? 'done' : 'ended',
            text: accepted ? words.thanks : words.refused,
          });
        },
        outdated: (code) => {
          const { words } = this.#locale;
          return this.#answer.outdated(
            { offer_changed: words.changed, offer_closed: words.closed }[code as string] ?? words.moved,
          );
        },
      });
    },
    changed: (order, before) => {
      const { words } = this.#locale;
      if (order.status !== 'open') return isAnswerable(before) ? words.closed : undefined;
      return order.sha256 === before.sha256 ? undefined : words.changed;
    },
  });
  readonly #missing = new MissingPermission(
    this,
    () => (this.#page.forbidden ? this.client : undefined),
    () => this.me ?? undefined,
  );

  constructor() {
    super();
    new ClientSharing(this, () => this.client);
  }

  /** Reads the order again. Chosen options are kept. Its history updates itself. */
  async refresh(): Promise<void> {
    await this.#page.refresh();
  }

  protected override render(): TemplateResult {
    return this.#page.render();
  }

  #detail(order: Order): TemplateResult {
    const { words, language } = this.#locale;
    const { status, number, title, note, assignee } = order;
    const answerable = isAnswerable(order);
    const totals = answerable ? totalsOf(order.lines, this.options) : order.totals;
    const options = order.answer?.options ?? this.options;
    const problem = this.#downloads.problemOf(order.id);
    return html`
      ${recordHeader(
        `${status === 'ordered' || !order.offered ? words.order : words.offer} ${number}`,
        title,
        orderWords(language).status[status],
        orderTones[status],
      )}
      ${this.#answer.renderNotice()}
      ${meaning(order, words, language, this.#download(order, 'primary'))}
      <div class="columns">
        <div class="main" part="body">
          <section class="offer" aria-labelledby="lines">
            <h3 id="lines">${words.lines}</h3>
            ${orderLines({ order, words, language, options, choose: answerable ? this.#choose : undefined })}
            ${totalsTable(totals, words, language)}
            ${note ? html`<section class="note" aria-labelledby="note"><h3 id="note">${words.note}</h3><div>${linked(note)}</div></section>` : nothing}
            ${status === 'ordered' && order.answer ? nothing : this.#download(order, 'file')}
            ${problem ? problemPanel(problemText(problems(language), problem)) : nothing}
            ${answerable ? this.#bar(order, money(language, totals.gross)) : nothing}
          </section>
        </div>
        <aside>${assigneeSection(assignee, this.client?.apiUrl ?? '', language)}${this.#facts(order)}</aside>
        <etron-history record-kind="order" record-id=${order.id} ?staff=${this.me?.role === 'staff'}></etron-history>
      </div>
      ${this.#answer.of(order)?.render()}
    `;
  }

  /** The bar with the total and the buttons that accept and decline. */
  #bar(order: Order, gross: string): TemplateResult {
    const { words, language } = this.#locale;
    const { answering } = this.#answer;
    const count = Object.keys(this.options).length;
    const button = (kind: 'accept' | 'decline', look: string) =>
      html`<button type="button" class=${look} aria-disabled=${!answering} @click=${() => answering?.open(kind, order, this.options)}>${words[kind]}</button>`;
    return html`${this.#answer.renderFailure(language)}
      <div class="bar" part="footer">
        <p class="total"><strong>${gross}</strong> <small>${words.inclusive}${count ? html`, ${words.withOptions(count)}` : nothing}</small></p>
        <p class="visually-hidden" role="status">${count ? words.total(gross) : ''}</p>
        <div class="doing">${button('decline', 'quiet decline')}${button('accept', 'primary')}</div>
      </div>`;
  }

  #download({ id, file, sealed }: Order, look: string): TemplateResult | typeof nothing {
    const { words } = this.#locale;
    const pending = this.#downloads.isPending(id);
    const label = pending ? words.downloading : sealed ? words.downloadSealed : words.download;
    return file
      ? html`<button type="button" class=${look} aria-disabled=${pending} @click=${this.#save}>${downloadIcon()}${label}</button>`
      : nothing;
  }

  #facts({ company, date, validUntil, offered }: Order): TemplateResult {
    const { words, language } = this.#locale;
    const day = (value: string) => html`<time datetime=${value}>${calendarDay(language, value)}</time>`;
    return factsSection(
      [
        fact(words.company, withoutBidi(company.name)),
        fact(words.date, day(date)),
        fact(words.validUntil, offered && validUntil && day(validUntil)),
      ],
      language,
    );
  }

  /** The permission the reader lacks. A refused request does not say whether it was for an offer or an order, so it is derived from the other permission. */
  get #permission(): 'offers' | 'orders' {
    return this.me?.permissions.includes('offers') ? 'orders' : 'offers';
  }

  /** Keeps chosen options that are still offered, in quantities that are still allowed. */
  #keepOptions({ lines }: Order, options: OrderOptions): void {
    this.options = Object.fromEntries(
      lines.flatMap((line) => {
        const taken = line.kind === 'item' && line.optional ? options[line.id] : undefined;
        return line.kind === 'item' && taken ? [[line.id, takeable(line, taken)]] : [];
      }),
    );
  }

  readonly #choose = ({ id }: OrderItem, quantity: Decimal | undefined): void => {
    const { [id]: _, ...others } = this.options;
    this.options = quantity ? { ...others, [id]: quantity } : others;
  };

  readonly #save = (): void => {
    const { client } = this;
    const { record } = this.#page;
    if (!client || !record?.file) return;
    const { id, number, file } = record;
    void this.#downloads.run(id, () =>
      download(client, getOrderFile, { params: { id, sha256: file.sha256 } }, `${fileName(number)}.pdf`),
    );
  };
}

/** Whether the reader can accept or decline it here and now. */
const isAnswerable = ({ answering, status }: Order): boolean => answering === 'here' && status === 'open';
