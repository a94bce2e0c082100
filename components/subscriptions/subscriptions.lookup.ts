import { html, nothing, type TemplateResult } from 'lit';
import type { LookupInstance, LookupResult } from '../../src/contract/subscriptions.ts';
import { SUBJECT_MAX } from '../../src/contract/tickets.limits.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { subscriptionsWords } from '../../src/i18n/subscriptions.ts';
import type { EtronElement } from '../../src/internal/element.ts';
import { type TicketPrefill, TicketRequestedEvent } from '../shared/events.ts';
import { closeIcon } from '../shared/icon.ts';
import { SearchField } from '../shared/search.ts';
import { statusChip } from '../shared/status.ts';
import type { SubscriptionsData } from './subscriptions.data.ts';

type SubscriptionsWords = WordsOf<typeof subscriptionsWords>;

/** How many results a screen reader announces; the others can be read in the list. */
const ANNOUNCED_MAX = 3;
/** With more instances than this, a result is summed up in one line. */
const INSTANCES_SHOWN_MAX = 4;

/** What the look-up shows. */
interface LookUpModel extends Pick<ResultModel, 'unfolded' | 'unfold'> {
  words: SubscriptionsWords;
  /** The text that is looked up. */
  search: string;
  /** The rendered problem, if any. */
  problem: unknown;
}

/** „Ist es dabei?“ (is it included?): the search field, the results, and buttons that request a ticket about them. */
export class LookUp {
  readonly #host: EtronElement;
  readonly #data: SubscriptionsData;
  readonly #change: (search: string) => void;
  readonly #field: SearchField;

  /** @param change Called with the text to look up. */
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
      ? [words.results(items.length), ...items.slice(0, ANNOUNCED_MAX).map((item) => resultText(item, words))].join(' ')
      : answer && words.nothing(answer.search);
    return html`<div role="status" class=${answer ? 'visually-hidden' : ''}>${told ?? (found.pending ? words.searching : '')}</div>
      ${problem}
      <div aria-busy=${found.pending}>
        ${
          items.length
            ? resultList(items, {
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

/** The ticket that asks for an offer of what some instances lack. */
function offerFor(
  { kind, name }: LookupResult,
  instances: readonly LookupInstance[],
  words: SubscriptionsWords,
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

const questionAbout = (search: string, words: SubscriptionsWords): TicketPrefill => ({
  subject: words.questionSubject(search),
  description: words.question(search),
  category: 'question',
});

/** What the results show, and what they report to the element. */
interface ResultModel {
  words: SubscriptionsWords;
  /** Ids of the results whose instances are unfolded. */
  unfolded: ReadonlySet<string>;
  unfold: (id: string, open: boolean) => void;
  /** Requests a ticket that asks for the result in these instances. */
  request: (result: LookupResult, instances: readonly LookupInstance[]) => void;
}

/** The results: what each is, and in which instances it is installed. */
const resultList = (results: readonly LookupResult[], model: ResultModel): TemplateResult =>
  html`<ul class="resultList" part="list" aria-label=${model.words.lookUp}>
    ${results.map(
      (result) => html`<li part="item">
        <div class="what">
          <small>${model.words.kinds[result.kind]}</small>
          <h3>${result.name}</h3>
          ${result.description ? html`<p>${result.description}</p>` : nothing}
        </div>
        ${result.instances.length > INSTANCES_SHOWN_MAX ? summary(result, model) : result.instances.length ? instances(result, result.instances, model) : withoutInstance(result, model)}
      </li>`,
    )}
  </ul>`;

/** A result in a few words, for screen readers. */
function resultText({ name, instances: all }: LookupResult, words: SubscriptionsWords): string {
  const installed = all.filter((instance) => instance.installed);
  const text =
    all.length > 1
      ? words.installedIn(installed.length, all.length)
      : installed.length
        ? words.installed
        : words.notIncluded;
  return `${name}: ${text}.`;
}

/** A result with many instances: one line, a button that asks for all that lack it, and the instances, which can be unfolded. */
function summary(result: LookupResult, model: ResultModel): TemplateResult {
  const { words, unfolded, unfold, request } = model;
  const { id, instances: all } = result;
  const installed = all.filter((instance) => instance.installed);
  const missing = all.filter((instance) => !instance.installed);
  const open = unfolded.has(id);
  return html`<div class="summary">
      ${statusChip(words.installedIn(installed.length, all.length), missing.length ? (installed.length ? 'queued' : 'fresh') : 'done')}
      <button class="quiet" type="button" aria-expanded=${open} aria-label="${words.each}: ${result.name}" @click=${() => unfold(id, !open)}>${words.each}</button>
      ${missing.length ? html`<button type="button" aria-label="${words.requestForAll(missing.length)}: ${result.name}" @click=${() => request(result, missing)}>${words.requestForAll(missing.length)}</button>` : nothing}
    </div>
    ${open ? instances(result, [...missing, ...installed], model) : nothing}`;
}

const instances = (result: LookupResult, of: readonly LookupInstance[], model: ResultModel): TemplateResult =>
  html`<ul class="instances">${of.map((instance) => row(result, instance, model))}</ul>`;

function row(result: LookupResult, instance: LookupInstance, { words, request }: ResultModel) {
  const { installed, missing, name } = instance;
  const lacks = words.lacks(
    result.kind,
    missing.map((module) => module.name),
  );
  return html`<li>
    <div>${name}</div>
    ${installed || !lacks ? nothing : html`<small>${lacks}</small>`}
    ${installed ? statusChip(words.installed, 'done') : statusChip(words.notIncluded, 'fresh')}
    ${installed ? nothing : html`<button type="button" aria-label=${words.requestFor(result.name, name)} @click=${() => request(result, [instance])}>${words.request}</button>`}
  </li>`;
}

/** A result for a company without any instance. */
const withoutInstance = (
  result: LookupResult,
  { words, request }: ResultModel,
): TemplateResult => html`<ul class="instances">
  <li>
    <div></div>
    ${statusChip(words.notIncluded, 'fresh')}
    <button type="button" aria-label=${words.requestFor(result.name, '')} @click=${() => request(result, [])}>${words.request}</button>
  </li>
</ul>`;
