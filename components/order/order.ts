import { ContextProvider } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Client } from '../../src/api/client.ts';
import { download, fileName } from '../../src/api/download.ts';
import { clientContext } from '../../src/context/contexts.ts';
import type { Decimal } from '../../src/contract/money.ts';
import { takeable, totalsOf } from '../../src/contract/orders.rules.ts';
import { getOrder, getOrderFile, type Order, type OrderItem, type OrderOptions } from '../../src/contract/orders.ts';
import { MutationController } from '../../src/controllers/mutation.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { ReturnController } from '../../src/controllers/return.ts';
import { SessionGate } from '../../src/controllers/session-gate.ts';
import { calendarDay } from '../../src/i18n/dates.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { money } from '../../src/i18n/money.ts';
import { orderDetailWords } from '../../src/i18n/order.ts';
import { orderWords } from '../../src/i18n/orders.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { banners } from '../../src/styles/banners.ts';
import { controls } from '../../src/styles/controls.ts';
import { recordPage } from '../../src/styles/record-page.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { orderTones, type Tone } from '../../src/styles/tones.ts';
import { avatarStyles } from '../shared/avatar.ts';
import { employeeCard, employeeStyles } from '../shared/employee.ts';
import { downloadIcon, iconStyles } from '../shared/icon.ts';
import { MissingPermission, permissionStyles } from '../shared/permission.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { skeleton, skeletonStyles } from '../shared/skeleton.ts';
import { statusChip, statusStyles } from '../shared/status.ts';
import { linked, withoutBidi } from '../shared/text.ts';
import type { Answering } from './order.answering.ts';
import { OrderLoadedEvent } from './order.events.ts';
import { orderLines } from './order.lines.ts';
import { meaning } from './order.state.ts';
import { orderStyles } from './order.styles.ts';
import { totalsTable } from './order.totals.ts';

/**
 * One offer or sales order: its state in words, its lines with optional items to choose from, what it comes to, its PDF, who takes care of it, and its
 * history. An open offer is accepted with a signature, or declined with a reason. Follows the order live. Its title is a heading of level 2.
 *
 * @slot back - A link back to where the reader came from.
 *
 * @event {OrderLoadedEvent} etron-order-loaded - It is on the screen; `number` and `orderTitle` can go into the title of the page.
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
    banners,
    orderStyles,
  ];

  /** Id of the offer or sales order to show. */
  @property({ attribute: 'order-id' }) orderId = '';

  /** What happened to the order just now. */
  @state() private notice: { tone: Tone; text: string } | undefined;
  /** How many of the optional items the reader takes. */
  @state() private options: OrderOptions = {};
  /** What answers an offer; undefined while it is on its way, or not needed. */
  @state() private answering: Answering | undefined;
  @state() private answeringFailed = false;

  readonly #locale = new LocaleController(this, orderDetailWords);
  readonly #provider = new ContextProvider(this, { context: clientContext });
  readonly #gate = new SessionGate(this, () => void this.refresh());
  readonly #file = new MutationController(this);
  readonly #order = new QueryController(
    this,
    () => {
      const client = this.#reading;
      return client && this.orderId ? ([client, this.orderId] as const) : undefined;
    },
    async ([client, id], signal) => client.call(getOrder, { params: { id } }, { signal }),
  );
  readonly #missing = new MissingPermission(
    this,
    () => (this.#code === 'permission_missing' ? this.#reading : undefined),
    () => this.#gate.me,
  );
  #shown: Order | undefined;
  #loading: Promise<void> | undefined;

  constructor() {
    super();
    new ReturnController(this, this.#reread);
  }

  /** Reads the order again; what was chosen stays. Its history follows by itself. */
  async refresh(): Promise<void> {
    await this.#order.refresh();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#provider.setValue(this.client);
    if (changed.has('orderId')) {
      this.notice = undefined;
      this.options = {};
    }
    const order = this.#current;
    if (!order || order === this.#shown) return;
    // Options stay for as long as they are still offered.
    this.options = Object.fromEntries(
      order.lines.flatMap((line) => {
        const taken = line.kind === 'item' && line.optional ? this.options[line.id] : undefined;
        return line.kind === 'item' && taken ? [[line.id, takeable(line, taken)]] : [];
      }),
    );
    const before = this.#shown;
    if (before?.id === order.id && before.sha256 !== order.sha256 && order.status === 'open' && !this.notice)
      this.notice = { tone: 'attention', text: this.#locale.words.changed };
    if (order.answering === 'here' && !this.answering && !this.answeringFailed) this.#loading ??= this.#loadAnswering();
  }

  protected override updated(): void {
    const order = this.#current;
    if (!order || order === this.#shown) return;
    this.#shown = order;
    this.dispatchEvent(new OrderLoadedEvent(order));
  }

  protected override render(): TemplateResult {
    const { words, language } = this.#locale;
    const { problem } = this.#order;
    const order = this.#current;
    const back = html`<slot name="back"></slot>`;
    const retry = { label: words.retry, action: () => void this.refresh() };
    if (this.#gate.signedOut) return html`${back}<p class="missing">${words.signedOut}</p>`;
    if (this.#code === 'permission_missing') return html`${back}${this.#missing.render(this.#permission, language)}`;
    if (this.#code === 'not_found')
      return html`${back}<div class="missing" role="alert"><h2 part="title">${words.notFoundTitle}</h2><p>${words.notFound}</p></div>`;
    if (order) return html`${back}${problem ? problemPanel(words.stale, retry) : nothing}${this.#detail(order)}`;
    return html`${back}${
      problem
        ? problemPanel(problemText(problems(language), problem), retry)
        : html`<div aria-busy="true"><span class="visually-hidden" role="status">${words.loading}</span>${skeleton([12], [60, 2], [15, 1.75], [100, 5], [100, 3], [100, 3], [100, 3])}</div>`
    }`;
  }

  #detail(order: Order): TemplateResult {
    const { words, language } = this.#locale;
    const { status, number, title, note } = order;
    const mayAnswer = order.answering === 'here' && status === 'open';
    const totals = mayAnswer ? totalsOf(order.lines, this.options) : order.totals;
    const options = order.answer?.options ?? this.options;
    const { problem } = this.#file;
    return html`
      <header part="header">
        <p class="number">${status === 'ordered' || !order.offered ? words.order : words.offer} ${number}</p>
        <h2 part="title">${withoutBidi(title)}</h2>
        ${statusChip(orderWords(language).status[status], orderTones[status])}
      </header>
      <div class="notice" role="status">${this.notice ? html`<p class="banner" data-tone=${this.notice.tone}>${this.notice.text}</p>` : nothing}</div>
      ${meaning(order, words, language, this.#download(order, 'primary'))}
      <div class="columns">
        <div class="main" part="body">
          <section class="offer" aria-labelledby="lines">
            <h3 id="lines">${words.lines}</h3>
            ${orderLines({ order, words, language, options, choose: mayAnswer ? this.#choose : undefined })}
            ${totalsTable(totals, words, language)}
            ${note ? html`<section class="note" aria-labelledby="note"><h3 id="note">${words.note}</h3><div>${linked(note)}</div></section>` : nothing}
            ${status === 'ordered' && order.answer ? nothing : this.#download(order, 'file')}
            ${problem ? problemPanel(problemText(problems(language), problem)) : nothing}
            ${mayAnswer ? this.#bar(order, money(language, totals.gross)) : nothing}
          </section>
        </div>
        <aside>${this.#facts(order)}</aside>
        <etron-history
          record-kind="order"
          record-id=${order.id}
          ?staff=${this.#gate.me?.role === 'staff'}
          @etron-record-changed=${this.#reread}
        ></etron-history>
      </div>
      ${mayAnswer ? this.answering?.render() : nothing}
    `;
  }

  /** What it comes to, and the two answers. */
  #bar(order: Order, gross: string): TemplateResult {
    const { words, language } = this.#locale;
    const count = Object.keys(this.options).length;
    const open = (dialog: 'accept' | 'decline') => () =>
      this.answering?.open(dialog, order, this.options, this.#gate.me);
    const waits = !this.answering;
    return html`${this.answeringFailed ? problemPanel(problems(language).network ?? '', { label: words.retry, action: this.#retryAnswering }) : nothing}
      <div class="bar" part="footer">
        <p class="total"><strong>${gross}</strong> <small>${words.inclusive}${count ? html`, ${words.withOptions(count)}` : nothing}</small></p>
        <p class="visually-hidden" role="status">${count ? words.total(gross) : ''}</p>
        <div class="doing">
          <button type="button" class="quiet decline" aria-disabled=${waits} @click=${open('decline')}>${words.decline}</button>
          <button type="button" class="primary" aria-disabled=${waits} @click=${open('accept')}>${words.accept}</button>
        </div>
      </div>`;
  }

  #download({ file, sealed }: Order, kind: string): TemplateResult | typeof nothing {
    const { words } = this.#locale;
    const { pending } = this.#file;
    const label = pending ? words.downloading : sealed ? words.downloadSealed : words.download;
    return file
      ? html`<button type="button" class=${kind} aria-disabled=${pending} @click=${this.#save}>${downloadIcon()}${label}</button>`
      : nothing;
  }

  #facts({ assignee, company, date, validUntil, offered }: Order): TemplateResult {
    const { words, language } = this.#locale;
    const day = (value: string) => html`<time datetime=${value}>${calendarDay(language, value)}</time>`;
    return html`
      <section aria-labelledby="assignee">
        <h3 id="assignee">${words.assignee}</h3>
        ${assignee ? employeeCard(assignee, this.client?.apiUrl ?? '') : html`<p><strong>${words.nobody}</strong></p>`}
      </section>
      <section aria-labelledby="details">
        <h3 id="details">${words.details}</h3>
        <dl>
          <div><dt>${words.company}</dt><dd>${withoutBidi(company.name)}</dd></div>
          <div><dt>${words.date}</dt><dd>${day(date)}</dd></div>
          ${offered && validUntil ? html`<div><dt>${words.validUntil}</dt><dd>${day(validUntil)}</dd></div>` : nothing}
        </dl>
      </section>
    `;
  }

  /** The way to the API; undefined while nobody is logged in. */
  get #reading(): Client | undefined {
    return this.#gate.signedOut ? undefined : this.client;
  }

  get #code(): string | undefined {
    return this.#order.problem?.problem.code;
  }

  /** What the reader lacks: the order itself does not say what it is. */
  get #permission(): 'offers' | 'orders' {
    return this.#gate.me?.permissions.includes('offers') ? 'orders' : 'offers';
  }

  /** The order on the screen; not the one before, while another is on its way. */
  get #current(): Order | undefined {
    const { data } = this.#order;
    return data?.id === this.orderId ? data : undefined;
  }

  async #loadAnswering(): Promise<void> {
    try {
      const { Answering } = await import('./order.answering.ts');
      this.answering = new Answering(this, {
        client: () => this.client,
        conclude: (order, event) => this.#conclude(order, event),
        outdated: (code) => this.#outdated(code),
      });
    } catch {
      this.answeringFailed = true;
    }
    this.#loading = undefined;
  }

  /** Shows the order as it is after what the reader did. */
  async #conclude(order: Order, event: Event): Promise<void> {
    const { words } = this.#locale;
    const accepted = order.status === 'ordered';
    this.#order.data = order;
    this.notice = { tone: accepted ? 'done' : 'ended', text: accepted ? words.thanks : words.refused };
    await this.updateComplete;
    const banner = this.renderRoot.querySelector<HTMLElement>('.meaning');
    banner?.scrollIntoView({ block: 'center' });
    banner?.focus({ preventScroll: true });
    this.renderRoot.querySelector<HTMLElementTagNameMap['etron-history']>('etron-history:defined')?.refresh();
    this.dispatchEvent(event);
  }

  /** The offer is not what is on the screen any more. */
  async #outdated(code: string): Promise<void> {
    const { words } = this.#locale;
    await this.refresh();
    const text = { offer_changed: words.changed, offer_closed: words.closed }[code] ?? words.moved;
    this.notice = { tone: 'attention', text };
    await this.updateComplete;
    this.renderRoot.querySelector('.notice')?.scrollIntoView({ block: 'center' });
  }

  readonly #retryAnswering = (): void => {
    this.answeringFailed = false;
    void this.#loadAnswering();
  };

  /** Reads the order again, unless the answer that is on its way shows it anyway. */
  readonly #reread = (): void => {
    if (!this.answering?.pending) void this.refresh();
  };

  readonly #choose = ({ id }: OrderItem, quantity: Decimal | undefined): void => {
    const { [id]: _, ...others } = this.options;
    this.options = quantity ? { ...others, [id]: quantity } : others;
  };

  readonly #save = (): void => {
    const { client } = this;
    const order = this.#current;
    const sha256 = order?.file?.sha256;
    if (!client || !sha256) return;
    void this.#file.run(() =>
      download(client, getOrderFile, { params: { id: order.id, sha256 } }, `${fileName(order.number)}.pdf`),
    );
  };
}
