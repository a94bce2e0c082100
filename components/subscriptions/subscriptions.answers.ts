import { html, nothing, type TemplateResult } from 'lit';
import type { LookupInstance, LookupResult } from '../../src/contract/subscriptions.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { subscriptionsWords } from '../../src/i18n/subscriptions.ts';
import { statusChip } from '../shared/status.ts';

type SubscriptionsWords = WordsOf<typeof subscriptionsWords>;

/** So many instances are shown at once; more are summed up. */
const FEW = 4;

/** What the answers show, and what they can ask for. */
export interface AnswerModel {
  words: SubscriptionsWords;
  /** Ids of what shows its many instances. */
  unfolded: ReadonlySet<string>;
  unfold: (id: string, open: boolean) => void;
  /** Asks for it in a ticket, for these instances. */
  request: (result: LookupResult, instances: readonly LookupInstance[]) => void;
}

/** What was found: what it is, and for each instance whether it is there. */
export const answers = (results: readonly LookupResult[], model: AnswerModel): TemplateResult =>
  html`<ul class="answers" part="list" aria-label=${model.words.lookUp}>
    ${results.map(
      (result) => html`<li part="item">
        <div class="what">
          <small>${model.words.kinds[result.kind]}</small>
          <h3>${result.name}</h3>
          ${result.description ? html`<p>${result.description}</p>` : nothing}
        </div>
        ${result.instances.length > FEW ? summary(result, model) : result.instances.length ? instances(result, result.instances, model) : nowhere(result, model)}
      </li>`,
    )}
  </ul>`;

/** The answer for all instances in a few words, for who cannot see it. */
export function answerText({ name, instances: all }: LookupResult, words: SubscriptionsWords): string {
  const installed = all.filter((instance) => instance.installed);
  const text =
    all.length > 1
      ? words.installedIn(installed.length, all.length)
      : installed.length
        ? words.installed
        : words.notIncluded;
  return `${name}: ${text}.`;
}

/** The answer in a line, what is missing asked for at once, and the instances for who wants to see each. */
function summary(result: LookupResult, model: AnswerModel): TemplateResult {
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

const instances = (result: LookupResult, of: readonly LookupInstance[], model: AnswerModel): TemplateResult =>
  html`<ul class="instances">${of.map((instance) => row(result, instance, model))}</ul>`;

function row(result: LookupResult, instance: LookupInstance, { words, request }: AnswerModel) {
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

/** There is no instance yet to have it. */
const nowhere = (result: LookupResult, { words, request }: AnswerModel): TemplateResult => html`<ul class="instances">
  <li>
    <div></div>
    ${statusChip(words.notIncluded, 'fresh')}
    <button type="button" aria-label=${words.requestFor(result.name, '')} @click=${() => request(result, [])}>${words.request}</button>
  </li>
</ul>`;
