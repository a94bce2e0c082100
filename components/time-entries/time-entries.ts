import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Client } from '../../src/api/client.ts';
import { type RecordKind, TIME_ENTRY_MINUTES_MAX, TIME_ENTRY_TEXT_MAX } from '../../src/contract/history.limits.ts';
import {
  createTimeEntry,
  deleteTimeEntry,
  listTimeEntries,
  type NewTimeEntry,
  type TimeEntry,
} from '../../src/contract/history.ts';
import { MutationController } from '../../src/controllers/mutation.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { ReaderController } from '../../src/controllers/reader.ts';
import { duration, formatDate, localDay } from '../../src/i18n/dates.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { timeEntryWords } from '../../src/i18n/time-entries.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { controls } from '../../src/styles/controls.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { iconStyles, trashIcon } from '../shared/icon.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { timeEntriesStyles } from './time-entries.styles.ts';

type Mistake = 'dateInvalid' | 'durationInvalid' | 'workRequired';

/**
 * The time that ETRON's employees spent on a record, with its sum, or that there is none yet. Employees log and delete their own entries.
 * A part of `<etron-history>` that can also be used alone. Its title is a heading of level 3.
 *
 * @csspart title - The heading.
 * @csspart list - The table.
 * @csspart item - One row of it.
 * @csspart label - The label of a field.
 * @csspart control - A field.
 * @csspart submit - The button that logs time.
 * @csspart error - What went wrong.
 */
export class EtronTimeEntries extends EtronElement {
  static override styles = [tokens, controls, iconStyles, problemStyles, timeEntriesStyles];

  /** Kind of the record, e.g. `ticket`. */
  @property({ attribute: 'record-kind' }) recordKind: RecordKind = 'ticket';

  /** Id of the record. */
  @property({ attribute: 'record-id' }) recordId = '';

  /** Offers the form to log time. */
  @property({ type: Boolean }) staff = false;

  @state() private mistake?: Mistake | undefined;
  @state() private announcement = '';
  @state() private removed?: NewTimeEntry | undefined;

  readonly #locale = new LocaleController(this, timeEntryWords);
  readonly #save = new MutationController(this);
  readonly #remove = new MutationController(this);
  readonly #sheet = new QueryController(
    this,
    () => (this.client && this.recordId ? ([this.client, this.recordKind, this.recordId] as const) : undefined),
    async ([client, kind, id], signal) => ({
      id,
      ...(await client.call(listTimeEntries, { params: { kind, id } }, { signal })),
    }),
  );
  readonly #reader = new ReaderController(
    this,
    () => this.me,
    () => (this.staff ? this.client : undefined),
  );

  /** Reads the entries again. */
  async refresh(): Promise<void> {
    await this.#sheet.refresh();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.me !== null) return;
    this.announcement = '';
    this.removed = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { words, language } = this.#locale;
    const { data, problem } = this.#sheet;
    const sheet = data?.id === this.recordId ? data : undefined;
    if (this.me === null) return nothing;
    if (!this.staff && !sheet && !problem) return nothing;
    return html`<section>
      <h3 part="title" tabindex="-1">${words.title}</h3>
      ${problem && !sheet ? problemPanel(words.loadFailed, { label: words.retry, action: () => void this.refresh() }) : nothing}
      ${sheet?.items.length ? this.#table(sheet.items, sheet.totalMinutes) : sheet ? html`<p class="empty">${words.empty}</p>` : nothing}
      <div role="status" class="told">
        ${this.announcement}
        ${this.removed ? html`<button type="button" class="quiet" @click=${this.#undo}>${words.undo}</button>` : nothing}
      </div>
      ${this.#remove.problem ? problemPanel(words.removeFailed) : nothing}
      ${this.staff ? this.#form() : nothing}
      ${this.#save.problem ? problemPanel(problemText(problems(language), this.#save.problem)) : nothing}
    </section>`;
  }

  #table(entries: readonly TimeEntry[], total: number): TemplateResult {
    const { words, language } = this.#locale;
    const me = this.#reader.me?.id;
    const own = this.staff && entries.some(({ employee }) => employee.id === me);
    const date = (day: string) =>
      formatDate(language, `${day}T12:00`, { day: 'numeric', month: 'short', year: 'numeric' });
    return html`<table part="list" aria-label=${words.title}>
      <thead>
        <tr>
          <th scope="col">${words.date}</th>
          <th scope="col">${words.work}</th>
          <th scope="col" class="number">${words.duration}</th>
          ${own ? html`<td></td>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${entries.map(
          (entry) => html`<tr part="item">
            <td><time datetime=${entry.date}>${date(entry.date)}</time></td>
            <td>${entry.text}<small><span class="day">${date(entry.date)} · </span>${entry.employee.name}</small></td>
            <td class="number">${duration(language, entry.minutes)}</td>
            ${
              own
                ? html`<td>${
                    entry.employee.id === me
                      ? html`<button type="button" class="quiet" aria-label="${words.remove}: ${date(entry.date)}, ${entry.text}" @click=${() => this.#delete(entry)}>${trashIcon()}</button>`
                      : nothing
                  }</td>`
                : nothing
            }
          </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <td></td>
          <th scope="row">${words.sum}</th>
          <td class="number">${duration(language, total)}</td>
          ${own ? html`<td></td>` : nothing}
        </tr>
      </tfoot>
    </table>`;
  }

  #form(): TemplateResult {
    const { words } = this.#locale;
    const { pending } = this.#save;
    const invalid = (mistake: Mistake) => (this.mistake === mistake ? 'true' : 'false');
    return html`<form novalidate @submit=${this.#submit} @input=${this.#input} aria-label=${words.log}>
      <label part="label">${words.date}<input part="control" name="date" type="date" value=${localDay(new Date())} max=${localDay(new Date())} aria-invalid=${invalid('dateInvalid')} aria-describedby="mistake"></label>
      <label part="label">${words.duration}<input part="control" name="minutes" autocomplete="off" placeholder=${words.durationHint} aria-invalid=${invalid('durationInvalid')} aria-describedby="mistake"></label>
      <label part="label" class="text">${words.work}<input part="control" name="text" maxlength=${TIME_ENTRY_TEXT_MAX} aria-invalid=${invalid('workRequired')} aria-describedby="mistake"></label>
      <button part="submit" aria-disabled=${pending ? 'true' : 'false'}>${pending ? words.saving : words.save}</button>
      <div id="mistake" part="error" role="alert">${this.mistake ? words[this.mistake] : ''}</div>
    </form>`;
  }

  readonly #input = (): void => {
    this.mistake = undefined;
  };

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const [date, time, text] = ['date', 'minutes', 'text'].map(
      (name) => form.elements.namedItem(name) as HTMLInputElement,
    );
    if (!date || !time || !text) return;
    const minutes = minutesOf(time.value);
    this.mistake = !date.value
      ? 'dateInvalid'
      : !minutes
        ? 'durationInvalid'
        : text.value.trim()
          ? undefined
          : 'workRequired';
    if (this.mistake || !minutes) return (!date.value ? date : !minutes ? time : text).focus();
    if (!(await this.#log({ date: date.value, minutes, text: text.value.trim() }))) return;
    form.reset();
    time.focus();
  };

  readonly #undo = async (): Promise<void> => {
    if (this.removed && (await this.#log(this.removed))) this.renderRoot.querySelector('h3')?.focus();
  };

  async #log(body: NewTimeEntry): Promise<boolean> {
    const { words, language } = this.#locale;
    const entry = await this.#save.run((key) =>
      this.#client.call(createTimeEntry, { params: this.#params, body }, { key }),
    );
    if (!entry) return false;
    this.removed = undefined;
    this.announcement = words.saved(duration(language, entry.minutes));
    await this.refresh();
    return true;
  }

  async #delete({ id, date, minutes, text }: TimeEntry): Promise<void> {
    const done = await this.#remove.run(async () => {
      await this.#client.call(deleteTimeEntry, { params: { ...this.#params, entry: id } });
      return true;
    });
    if (!done) return;
    this.removed = { date, minutes, text };
    this.announcement = this.#locale.words.removed;
    await this.refresh();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.told button')?.focus();
  }

  get #client(): Client {
    if (!this.client) throw new Error('no client');
    return this.client;
  }

  get #params(): { kind: RecordKind; id: string } {
    return { kind: this.recordKind, id: this.recordId };
  }
}

/** Minutes of `25` or `1:10`; undefined for anything else. */
function minutesOf(text: string): number | undefined {
  const match = /^\s*(?:(\d{1,2}):([0-5]\d)|(\d{1,4}))\s*$/.exec(text);
  if (!match) return undefined;
  const minutes = match[3] ? Number(match[3]) : Number(match[1]) * 60 + Number(match[2]);
  return minutes >= 1 && minutes <= TIME_ENTRY_MINUTES_MAX ? minutes : undefined;
}
