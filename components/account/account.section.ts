import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Client } from '../../src/api/client.ts';
import type { Account } from '../../src/contract/account.ts';
import { MutationController } from '../../src/controllers/mutation.ts';
import { accountWords } from '../../src/i18n/account.ts';
import { LocaleController, type WordsOf } from '../../src/i18n/locale.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { checkIcon } from '../shared/icon.ts';
import { problemPanel } from '../shared/problem.ts';

/** A section of the page: what it says after a change, or when it failed. Its subclasses say what can be changed. */
export abstract class AccountSection {
  protected readonly locale: LocaleController<WordsOf<typeof accountWords>>;
  protected readonly host: LitElement;
  readonly #client: () => Client | undefined;
  readonly #mutation: MutationController;
  #done = '';

  /** @param client Of whoever is logged in. */
  constructor(host: LitElement, client: () => Client | undefined) {
    this.host = host;
    this.#client = client;
    this.locale = new LocaleController(host, accountWords);
    this.#mutation = new MutationController(host);
  }

  abstract render(account: Account): TemplateResult;

  protected get pending(): boolean {
    return this.#mutation.pending;
  }

  /** The problem of the last change, unless a field says it. */
  protected get problem(): MutationController['problem'] {
    return this.#mutation.problem;
  }

  /** Does a change, and says `done` after it. False when it failed. */
  protected async change(work: (client: Client, key: string) => Promise<unknown>, done: string): Promise<boolean> {
    const client = this.#client();
    if (!client) return false;
    this.#done = '';
    const ok = await this.#mutation.run(async (key) => {
      await work(client, key);
      return true;
    });
    this.#done = ok ? done : '';
    this.host.requestUpdate();
    return !!ok;
  }

  /** What became of the last change. `isSaid`: the problem stands in a field. */
  protected outcome(isSaid: boolean): TemplateResult {
    const { language, words } = this.locale;
    const { problem } = this.#mutation;
    return html`
      ${problem && !isSaid ? problemPanel(problemText({ ...problems(language), ...words.problems }, problem)) : nothing}
      <div role="status">${this.#done ? html`<p class="done">${checkIcon()}${this.#done}</p>` : nothing}</div>
    `;
  }
}
