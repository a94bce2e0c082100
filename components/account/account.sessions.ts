import { html, type LitElement, type TemplateResult } from 'lit';
import type { Client } from '../../src/api/client.ts';
import { type ActiveSession, endOtherSessions, endSession, listSessions } from '../../src/contract/account.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { calendarDay, dateTime, localDay } from '../../src/i18n/dates.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { problemPanel } from '../shared/problem.ts';
import { skeleton } from '../shared/skeleton.ts';
import { AccountSection } from './account.section.ts';

/** The browsers in which the reader is logged in. */
export class SessionsSection extends AccountSection {
  readonly #sessions: QueryController<readonly [Client], ActiveSession[]>;

  /** @param client Undefined where sessions are not managed. */
  constructor(host: LitElement, client: () => Client | undefined) {
    super(host, client);
    this.#sessions = new QueryController(
      host,
      () => {
        const asked = client();
        return asked && ([asked] as const);
      },
      async ([asked], signal) => (await asked.call(listSessions, {}, { signal })).items,
    );
  }

  /** Reads the sessions again. */
  refresh = (): void => void this.#sessions.refresh();

  render(): TemplateResult {
    const { words, language } = this.locale;
    const { data, problem } = this.#sessions;
    return html`<section aria-labelledby="sessions">
      <h2 part="title" id="sessions" tabindex="-1">${words.sessions}</h2>
      <p class="lead">${words.sessionsLead}</p>
      ${
        data
          ? this.#list(data)
          : problem
            ? problemPanel(problemText(problems(language), problem), { label: words.retry, action: this.refresh })
            : skeleton([60, 2], [60, 2])
      }
      ${this.outcome(false)}
    </section>`;
  }

  #list(sessions: ActiveSession[]): TemplateResult {
    const { words } = this.locale;
    return html`
      <ul part="list">${sessions.map((session) => this.#item(session))}</ul>
      ${
        sessions.length > 1
          ? html`<button type="button" aria-disabled=${this.pending} @click=${this.#endOthers}>${words.endOthers}</button>`
          : html`<p class="lead">${words.onlyThis}</p>`
      }
    `;
  }

  #item(session: ActiveSession): TemplateResult {
    const { words, language } = this.locale;
    const { browser, system, createdAt, usedAt, current } = session;
    const name = words.on(browser ?? words.unknownBrowser, system ?? words.unknownSystem);
    const since = words.since(dateTime(language, createdAt));
    return html`<li part="item">
      <p><b translate="no">${name}</b><small>${since}, ${words.used(calendarDay(language, localDay(usedAt)))}</small></p>
      ${
        current
          ? html`<span class="here">${words.here}</span>`
          : html`<button type="button" aria-label=${words.endOf(`${name}, ${since}`)} aria-disabled=${this.pending} @click=${() => this.#end(session)}>${words.end}</button>`
      }
    </li>`;
  }

  async #end({ id }: ActiveSession): Promise<void> {
    await this.#ended((client) => client.call(endSession, { params: { id } }), this.locale.words.ended);
  }

  readonly #endOthers = (): Promise<void> =>
    this.#ended((client) => client.call(endOtherSessions), this.locale.words.othersEnded);

  async #ended(work: (client: Client) => Promise<void>, done: string): Promise<void> {
    const ok = await this.change(work, done);
    // One that has ended meanwhile is gone as well.
    if (!ok && this.problem?.problem.code !== 'not_found') return;
    await this.#sessions.refresh();
    // The button that had the focus is gone with its row.
    this.host.renderRoot.querySelector<HTMLElement>('#sessions')?.focus();
  }
}
