import { html, nothing, type TemplateResult } from 'lit';
import type { LookupInstance, LookupResult } from '../../src/contract/subscriptions.ts';
import { SUBJECT_MAX } from '../../src/contract/tickets.limits.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { subscriptionsWords } from '../../src/i18n/subscriptions.ts';
import type { EtronElement } from '../../src/internal/element.ts';
import { type TicketPrefill, TicketRequestedEvent } from '../shared/events.ts';
import { closeIcon } from '../shared/icon.ts';
import { SearchField } from '../shared/search.ts';
import { type AnswerModel, answers, answerText } from './subscriptions.answers.ts';
import type { SubscriptionsData } from './subscriptions.data.ts';

/** So many answers are read out; the others are there to be read. */
const TOLD = 3;

/** What the look-up shows besides. */
interface LookUpModel extends Pick<AnswerModel, 'unfolded' | 'unfold'> {
  words: WordsOf<typeof subscriptionsWords>;
  /** What is looked up. */
  search: string;
  /** What went wrong. */
  problem: unknown;
}

/** „Ist es dabei?“: the field, what was found, and the ways to a ticket. */
export class LookUp {
  readonly #host: EtronElement;
  readonly #data: SubscriptionsData;
  readonly #change: (search: string) => void;
  readonly #field: SearchField;

  /** `change` says what is to be looked up. */
  constructor(host: EtronElement, data: SubscriptionsData, change: (search: string) => void) {
    this.#host = host;
    this.#data = data;
    this.#change = change;
    this.#field = new SearchField(host, this.#take);
  }

  render(model: LookUpModel): TemplateResult {
    const { words, search } = model;
    return html`<section class="look-up" part="header" aria-labelledby="look-up">
      <h2 id="look-up" part="title">${words.lookUp}</h2>
      <p>${words.lookUpHint}</p>
      <form role="search" aria-labelledby="look-up" @submit=${this.#submit}>
        ${this.#field.render(words.search, search)}
        ${
          this.#field.typed || search
            ? html`<button class="quiet clear" type="button" aria-label=${words.clear} title=${words.clear} @click=${this.#clear}>${closeIcon()}</button>`
            : nothing
        }
      </form>
      ${search ? this.#answer(model) : html`<div role="status"></div>`}
    </section>`;
  }

  #answer({ words, problem, unfolded, unfold }: LookUpModel): TemplateResult {
    const { answer, found } = this.#data;
    const items = answer?.items ?? [];
    const told = items.length
      ? [words.results(items.length), ...items.slice(0, TOLD).map((item) => answerText(item, words))].join(' ')
      : answer && words.nothing(answer.search);
    return html`<div role="status" class=${answer ? 'visually-hidden' : ''}>${told ?? (found.pending ? words.searching : '')}</div>
      ${problem}
      <div aria-busy=${found.pending}>
        ${
          items.length
            ? answers(items, {
                words,
                unfolded,
                unfold,
                request: (result, instances) => this.#fileTicket(offerFor(result, instances, words)),
              })
            : answer
              ? html`<div class="nothing">
                  <h3>${words.nothing(answer.search)}</h3>
                  <p>${words.nothingHint}</p>
                  <button type="button" @click=${() => this.#fileTicket(questionAbout(answer.search, words))}>${words.ask}</button>
                </div>`
              : nothing
        }
      </div>`;
  }

  #fileTicket(prefill: TicketPrefill): void {
    this.#host.dispatchEvent(new TicketRequestedEvent({ ...prefill, subject: prefill.subject.slice(0, SUBJECT_MAX) }));
  }

  readonly #take = (): void => {
    const typed = this.#field.take();
    if (typed !== undefined) this.#change(typed);
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    this.#take();
  };

  readonly #clear = (): void => {
    this.#field.take();
    this.#change('');
    this.#host.renderRoot.querySelector<HTMLElement>('.look-up input')?.focus();
  };
}

/** A ticket that asks for what some instances lack. */
function offerFor(
  { kind, name }: LookupResult,
  instances: readonly LookupInstance[],
  words: LookUpModel['words'],
): TicketPrefill {
  const lines = instances.map((instance) => {
    const lacks = words.lacks(
      kind,
      instance.missing.map((module) => module.name),
    );
    return lacks ? `${instance.name} (${lacks})` : instance.name;
  });
  return {
    subject: words.subject(
      kind,
      name,
      instances.map((instance) => instance.name),
    ),
    description: words.description(kind, name, lines),
    category: 'change',
  };
}

const questionAbout = (search: string, words: LookUpModel['words']): TicketPrefill => ({
  subject: words.questionSubject(search),
  description: words.question(search),
  category: 'question',
});
