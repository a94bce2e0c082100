import {
  assignRecord,
  clientContext,
  LocaleController,
  listStaff,
  MutationController,
  problems,
  problemText,
  QueryController,
  type RecordKind,
  type StaffMember,
} from '@etron/portal-widgets';
import { ContextConsumer } from '@lit/context';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import '../shared/controls.css';
import { PageElement } from '../shared/page-element.ts';
import { staffWords } from './staff.words.ts';

/** Where an employee assigns a record. Dispatches `assigned`, also after a change that was refused, since the record may have changed meanwhile. */
export class AssigneeField extends PageElement {
  @property({ attribute: 'record-kind' }) recordKind: RecordKind = 'ticket';
  @property({ attribute: 'record-id' }) recordId = '';
  /** Who the record is assigned to now. */
  @property({ attribute: false }) assignee: StaffMember | null = null;

  readonly #client = new ContextConsumer(this, { context: clientContext, subscribe: true });
  readonly #locale = new LocaleController(this, staffWords);
  readonly #problems = new LocaleController(this, problems);
  readonly #staff = new QueryController(
    this,
    () => this.#client.value && ([this.#client.value] as const),
    ([client], signal) => client.call(listStaff, {}, { signal }),
  );
  readonly #change = new MutationController(this);
  #saved = false;
  #queue: Promise<void> = Promise.resolve();

  protected override render(): TemplateResult {
    const { words } = this.#locale;
    const { assignee } = this;
    const { problem } = this.#change;
    const employees = this.#staff.data?.items ?? (assignee ? [assignee] : []);
    return html`
      <div class="field">
        <label for="assignee">${words.assignee}</label>
        <select class="input" id="assignee" @change=${this.#assign}>
          <option value="" .selected=${live(!assignee)}>${words.nobody}</option>
          ${employees.map(({ id, name }) => html`<option value=${id} .selected=${live(id === assignee?.id)}>${name}</option>`)}
        </select>
      </div>
      <div role="alert">${problem ? html`<p class="notice error">${problemText(this.#problems.words, problem)}</p>` : nothing}</div>
      <p class="visually-hidden" role="status">${this.#saved ? words.saved : nothing}</p>
    `;
  }

  /** Changes are sent one after the other, because with arrow keys a select changes faster than the server responds. */
  #assign(event: Event): void {
    const employeeId = (event.target as HTMLSelectElement).value || null;
    this.#queue = this.#queue.then(() => this.#save(employeeId));
  }

  async #save(employeeId: string | null): Promise<void> {
    const client = this.#client.value;
    if (!client) return;
    const { recordKind: kind, recordId: id } = this;
    this.#saved = false;
    const changed = await this.#change.run(() =>
      client.call(assignRecord, { params: { kind, id }, body: { employeeId } }),
    );
    this.#saved = Boolean(changed);
    this.requestUpdate();
    this.dispatchEvent(new Event('assigned'));
  }
}

customElements.define('demo-assignee-field', AssigneeField);
