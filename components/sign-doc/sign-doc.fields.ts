import { html, noChange, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { firstCell, formatDay, formatNumber, tickShapeOf } from '../../src/contract/documents.formats.ts';
import type { SignatureKind, TickShape } from '../../src/contract/documents.limits.ts';
import { isFilled, isMark } from '../../src/contract/documents.rules.ts';
import type { DocumentField, FieldArea, FieldValue, FieldValues, SignatureMark } from '../../src/contract/documents.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { signingWords } from '../../src/i18n/signing.ts';
import { editIcon } from '../shared/icon.ts';
import { signatureMark } from '../shared/signature-mark.ts';
import { isOwn } from './sign-doc.next-field.ts';
import { customProperties } from './sign-doc.viewer.ts';

/** A field that is filled with a signature or with initials. */
export type SignatureField = DocumentField & { type: SignatureKind };
export type FieldControl = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What the fields show, and what they report to the form. */
export interface FieldsModel {
  words: WordsOf<typeof signingWords>;
  values: FieldValues;
  /** Id of the field with the focus. */
  active: string | undefined;
  /** What is wrong with a field, in words; undefined until the signer has left it once. */
  fault(field: DocumentField): string | undefined;
  change(field: DocumentField, value: FieldValue): void;
  /** Inserts the signature that was made last, or asks for one. */
  insertSignature(field: SignatureField): void;
  /** Asks for another signature, although there is one already. */
  replaceSignature(field: SignatureField): void;
  /** The signature and the initials that were made last, which further fields reuse. */
  signatures: { [kind in SignatureKind]?: SignatureMark };
}

/** A field together with one of the areas it occupies in the document. */
interface PlacedField {
  field: DocumentField;
  area: FieldArea;
  /** Index of the area among those of its field. */
  index: number;
}

/** Id of the control in an area of a field. */
export const controlId = (field: DocumentField, index = 0): string => `field-${field.id}-${index}`;

const noteId = (field: DocumentField, { page }: FieldArea): string => `note-${field.id}-${page}`;

export const isSignatureField = (field: DocumentField): field is SignatureField =>
  field.type === 'signature' || field.type === 'initials';

/** The fields of one page, which is counted from 0, each in its place. */
export function pageFields(page: number, fields: DocumentField[], model: FieldsModel): TemplateResult {
  const here = fields.filter((field) => field.areas.some((area) => area.page === page));
  return html`${repeat(
    here,
    ({ id }) => id,
    (field) => {
      const places = field.areas
        .map((area, index) => ({ field, area, index }))
        .filter(({ area }) => area.page === page);
      const parts = repeat(
        places,
        ({ index }) => index,
        (place) => fieldAt(place, model),
      );
      return field.type === 'radio' && isOwn(field)
        ? html`<div class="group" role="radiogroup" aria-label=${field.label} aria-required=${field.required}>${parts}</div>`
        : parts;
    },
  )}`;
}

function fieldAt(place: PlacedField, model: FieldsModel): TemplateResult {
  const { field, area, index } = place;
  const fault = model.fault(field);
  const state = !isOwn(field)
    ? 'fixed'
    : fault
      ? 'wrong'
      : isFilled(model.values[field.id])
        ? 'filled'
        : field.required
          ? 'missing'
          : 'optional';
  const { x, y, width, height } = area;
  const cells = cellsOf(field);
  const value = model.values[field.id];
  const first = firstCell(typeof value === 'string' ? value.length : 0, cells, field.alignment);
  return html`<div class="field" part="field" data-type=${field.type} data-state=${state} data-field=${field.id}
    data-edge=${y + height > 0.75 !== (field.type === 'multiselect') ? 'bottom' : 'top'} data-alignment=${field.alignment} ?data-comb=${cells > 0} data-tick=${isTicked(field) ? TICKS[tickShapeOf(field)] : nothing}
    ${customProperties({ '--_x': x, '--_y': y, '--_w': width, '--_h': height, '--_size': field.fontSize ?? 11, '--_cells': cells, '--_first': first })}>
    ${state === 'fixed' ? fixed(place, model) : control(place, model)}
    ${state !== 'fixed' && index === firstOn(field, area.page) ? note(place, fault, model) : nothing}
  </div>`;
}

const isTicked = ({ type }: DocumentField): boolean => type === 'checkbox' || type === 'radio';

const TICKS: { [shape in TickShape]: string } = {
  check: '✓',
  cross: '✕',
  dot: '●',
  diamond: '◆',
  square: '■',
  star: '★',
};

/** Number of cells into which the letters of a text are spread; 0 for none. Numbers and dates have no cells, because browsers lay them out themselves. */
const cellsOf = ({ type, comb, maxLength }: DocumentField): number =>
  comb && (type === 'text' || type === 'phone') ? (maxLength ?? 0) : 0;

const firstOn = (field: DocumentField, page: number): number => field.areas.findIndex((area) => area.page === page);

/** A field that the author or the service fills in. */
function fixed({ field, area }: PlacedField, { words, values }: FieldsModel): TemplateResult {
  const value = values[field.id];
  if (field.type === 'signing_date')
    return html`<span class="fixed" title=${words.signingDate}><span class="visually-hidden">${`${field.label}: `}</span>${words.signingDate}</span>`;
  if (isMark(value) || !isFilled(value)) return html``;
  return html`<span class="fixed"><span class="visually-hidden">${`${field.label}: `}</span>${fixedText(field, area, value as string | string[])}</span>`;
}

/** A value as it will be written in the document. */
function fixedText(field: DocumentField, area: FieldArea, value: string | string[]): string {
  const { type, format, options } = field;
  const text = String(value);
  if (isTicked(field)) return type === 'radio' && area.option !== text ? '' : TICKS[tickShapeOf(field)];
  if (type === 'date') return formatDay(text, format ?? 'dd.mm.yyyy');
  if (type === 'number') return formatNumber(text, format);
  return [value]
    .flat()
    .map((chosen) => options.find((option) => option.value === chosen)?.label ?? chosen)
    .join(', ');
}

/** Label, tip and fault, shown beside the first area of a field on a page. */
function note({ field, area }: PlacedField, fault: string | undefined, model: FieldsModel): TemplateResult {
  const { words } = model;
  const active = model.active === field.id;
  return html`<div class="note" id=${noteId(field, area)} ?data-active=${active}>
    ${
      active
        ? html`<p class="label"><strong>${field.label}</strong> <small>${field.required ? words.required : words.optional}${field.type === 'multiselect' ? ` · ${words.several}` : nothing}</small></p>
          ${field.tip ? html`<p>${field.tip}</p>` : nothing}`
        : nothing
    }
    <p part="error" role="alert">${fault}</p>
    ${active && isSignatureField(field) ? signatureTools(field, model) : nothing}
  </div>`;
}

function signatureTools(field: SignatureField, model: FieldsModel): TemplateResult {
  const { words } = model;
  const set = isFilled(model.values[field.id]);
  if (!set && !model.signatures[field.type]) return html``;
  return html`<p class="tools">
    <button type="button" class="quiet" @click=${() => model.replaceSignature(field)}>${words.changeMark}</button>
    ${set ? html`<button type="button" class="quiet" @click=${() => model.change(field, '')}>${words.removeMark}</button>` : nothing}
  </p>`;
}

function control(place: PlacedField, model: FieldsModel): TemplateResult {
  const { field, area, index } = place;
  const { words, values } = model;
  const id = controlId(field, index);
  const value = values[field.id];
  const text = typeof value === 'string' ? value : '';
  const wrong = !!model.fault(field);
  const note = noteId(field, area);
  const { min, max } = field.validation ?? {};
  const suggestions = field.type === 'text' ? field.options : [];
  const input = ({ target }: Event): void => model.change(field, valueOf(field, target as FieldControl) ?? '');
  const label = html`<label class="visually-hidden" for=${id}>${labelOf(place)}</label>`;
  switch (field.type) {
    case 'signature':
    case 'initials':
      return signatureButton(field as SignatureField, area, id, model);
    case 'multiline':
      return html`${label}<textarea id=${id} part="control" .value=${text} ?required=${field.required} maxlength=${field.maxLength ?? nothing}
        aria-invalid=${wrong} aria-describedby=${note} @input=${input}></textarea>`;
    case 'select':
      return html`${label}<select id=${id} part="control" ?required=${field.required} aria-invalid=${wrong} aria-describedby=${note} @change=${input}>
        <option value="" .selected=${text === ''}>${words.choose}</option>
        ${field.options.map((option) => html`<option value=${option.value} .selected=${option.value === text}>${option.label}</option>`)}
      </select>`;
    case 'multiselect':
      return choices(place, id, model);
    case 'checkbox':
      return html`${label}<input id=${id} part="control" type="checkbox" .checked=${text === 'true'} ?required=${field.required}
        aria-invalid=${wrong} aria-describedby=${note} @change=${input}>`;
    case 'radio':
      return html`${label}<input id=${id} part="control" type="radio" name="${field.id}-${area.page}" value=${area.option ?? ''}
        .checked=${text !== '' && text === area.option} aria-describedby=${note} @change=${input}>`;
    default: {
      const isUnreadable = text === UNREADABLE && (field.type === 'number' || field.type === 'date');
      return html`${label}<input id=${id} part="control" type=${INPUTS[field.type] ?? 'text'} .value=${isUnreadable ? UNCHANGED : text} ?required=${field.required}
        maxlength=${field.maxLength ?? nothing} min=${min ?? nothing} max=${max ?? nothing} step=${field.type === 'number' ? 'any' : nothing}
        autocomplete=${COMPLETIONS[field.type] ?? 'off'} list=${suggestions.length ? `${id}-options` : nothing}
        aria-invalid=${wrong} aria-describedby=${note} @input=${input} @paste=${(event: ClipboardEvent) => pasteWithoutSpaces(event, input)}>${
          suggestions.length
            ? html`<datalist id="${id}-options">${suggestions.map(({ value }) => html`<option value=${value}></option>`)}</datalist>`
            : nothing
        }`;
    }
  }
}

/** A list of which several options can be chosen, as checkboxes: few people know how to choose several in a browser's own list. */
function choices({ field, area }: PlacedField, id: string, model: FieldsModel): TemplateResult {
  const value = model.values[field.id];
  const chosen = Array.isArray(value) ? value : [];
  const change = ({ currentTarget }: Event): void => {
    const boxes = [...(currentTarget as HTMLElement).querySelectorAll('input')];
    model.change(
      field,
      boxes.filter(({ checked }) => checked).map((box) => box.value),
    );
  };
  return html`<div class="choices" part="control" role="group" aria-label=${field.label} aria-describedby=${noteId(field, area)} @change=${change}>
    ${field.options.map(
      (option, index) =>
        html`<label><input id=${index === 0 ? id : nothing} type="checkbox" value=${option.value} .checked=${live(chosen.includes(option.value))}
          aria-invalid=${!!model.fault(field)}> ${option.label}</label>`,
    )}
  </div>`;
}

/** Removes the spaces from pasted text that only fits without them, such as an account number in groups of four. */
function pasteWithoutSpaces(event: ClipboardEvent, input: (event: Event) => void): void {
  const control = event.target as HTMLInputElement;
  const { maxLength, value, selectionStart: start, selectionEnd: end } = control;
  if (maxLength < 0 || start === null || end === null) return;
  const text = event.clipboardData?.getData('text') ?? '';
  const bare = text.replaceAll(/\s/g, '');
  const room = maxLength - value.length + end - start;
  if (text.length <= room || bare.length > room) return;
  event.preventDefault();
  control.setRangeText(bare, start, end, 'end');
  input(event);
}

/**
 * The value of a number or date field whose text the browser cannot read. It is no valid number or date, so the field counts as wrong. The control itself
 * reports an empty value, and rendering that would erase what the signer typed.
 */
const UNREADABLE = '?';
/** Leaves the value of the control untouched. The cast is for the analyzer of templates, which accepts only strings as the value of an input. */
const UNCHANGED = noChange as never;

const INPUTS: { [type in DocumentField['type']]?: 'number' | 'date' | 'email' | 'tel' } = {
  number: 'number',
  date: 'date',
  email: 'email',
  phone: 'tel',
};
const COMPLETIONS: { [type in DocumentField['type']]?: 'email' | 'tel' } = { email: 'email', phone: 'tel' };

/** The label of a control. A radio button has that of its option, since its group has the field's. */
function labelOf({ field, area }: PlacedField): string {
  if (field.type !== 'radio') return field.label;
  return field.options.find(({ value }) => value === area.option)?.label ?? area.option ?? '';
}

/** The value of a field's control; undefined for a radio button that is not chosen. */
export function valueOf({ type }: DocumentField, control: FieldControl): string | undefined {
  if (type === 'checkbox') return (control as HTMLInputElement).checked ? 'true' : '';
  if (type === 'radio') return (control as HTMLInputElement).checked ? control.value : undefined;
  return control.validity.badInput ? UNREADABLE : control.value;
}

function signatureButton(field: SignatureField, area: FieldArea, id: string, model: FieldsModel): TemplateResult {
  const { words, values, signatures } = model;
  const kind = field.type;
  const mark = values[field.id];
  const set = isMark(mark);
  const action = set ? words.marked[kind] : signatures[kind] ? words.markAgain[kind] : words.mark[kind];
  // The written name is a part of the button's name, so that screen readers tell it.
  const written = set && mark.kind === 'typed' ? `, ${mark.text}` : '';
  return html`<button id=${id} class="mark" part="control" type="button" aria-label="${field.label}: ${action}${written}" aria-describedby=${noteId(field, area)}
    @click=${() => (set ? undefined : model.insertSignature(field))}>
    ${set ? signatureMark(mark) : html`${editIcon()}<span>${action}</span>`}
  </button>`;
}
