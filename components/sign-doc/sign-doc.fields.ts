import { html, noChange, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { firstCell, formatDay, formatNumber, tickShapeOf } from '../../src/contract/documents.formats.ts';
import type { TickShape } from '../../src/contract/documents.limits.ts';
import { isFilled, isMark as isSignature } from '../../src/contract/documents.rules.ts';
import type { DocumentField, FieldArea, FieldValue, FieldValues, SignatureMark } from '../../src/contract/documents.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { signingWords } from '../../src/i18n/signing.ts';
import { editIcon } from '../shared/icon.ts';
import { signatureMark } from '../shared/signature-mark.ts';
import { isOwn } from './sign-doc.next-field.ts';
import { properties } from './sign-doc.viewer.ts';

type MarkKind = 'signature' | 'initials';
export type MarkField = DocumentField & { type: MarkKind };
export type FieldControl = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What the fields show, and what happens in them. */
export interface FieldsModel {
  words: WordsOf<typeof signingWords>;
  values: FieldValues;
  /** The field with the focus. */
  active: string | undefined;
  /** What is wrong with a field, in words, once the signer has left it. */
  fault(field: DocumentField): string | undefined;
  change(field: DocumentField, value: FieldValue): void;
  /** Puts the last signature in, or asks for one. */
  setMark(field: MarkField): void;
  /** Asks for another signature. */
  changeMark(field: MarkField): void;
  /** The signatures that were made last: further fields take the same. */
  marks: { [kind in MarkKind]?: SignatureMark };
}

/** One of the places where a field stands. */
interface FieldPlace {
  field: DocumentField;
  area: FieldArea;
  /** Of the area in its field. */
  index: number;
}

/** Id of the control that stands in an area. */
export const controlId = (field: DocumentField, index = 0): string => `field-${field.id}-${index}`;

const noteId = (field: DocumentField, { page }: FieldArea): string => `note-${field.id}-${page}`;

export const isMarkField = (field: DocumentField): field is MarkField =>
  field.type === 'signature' || field.type === 'initials';

/** The fields of one page, each where it stands. */
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

function fieldAt(place: FieldPlace, model: FieldsModel): TemplateResult {
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
    ${properties({ '--_x': x, '--_y': y, '--_w': width, '--_h': height, '--_size': field.fontSize ?? 11, '--_cells': cells, '--_first': first })}>
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

/** Cells the letters of a text stand in; 0 for none. Browsers write numbers and dates in their own way. */
const cellsOf = ({ type, comb, maxLength }: DocumentField): number =>
  comb && (type === 'text' || type === 'phone') ? (maxLength ?? 0) : 0;

const firstOn = (field: DocumentField, page: number): number => field.areas.findIndex((area) => area.page === page);

/** What the author or the service fills in. */
function fixed({ field, area }: FieldPlace, { words, values }: FieldsModel): TemplateResult {
  const value = values[field.id];
  if (field.type === 'signing_date')
    return html`<span class="fixed" title=${words.signingDate}><span class="visually-hidden">${`${field.label}: `}</span>${words.signingDate}</span>`;
  if (isSignature(value) || !isFilled(value)) return html``;
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

/** Label, tip and fault beside the field; for its first area on a page. */
function note({ field, area }: FieldPlace, fault: string | undefined, model: FieldsModel): TemplateResult {
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
    ${active && isMarkField(field) ? markTools(field, model) : nothing}
  </div>`;
}

function markTools(field: MarkField, model: FieldsModel): TemplateResult {
  const { words } = model;
  const set = isFilled(model.values[field.id]);
  if (!set && !model.marks[field.type]) return html``;
  return html`<p class="tools">
    <button type="button" class="quiet" @click=${() => model.changeMark(field)}>${words.changeMark}</button>
    ${set ? html`<button type="button" class="quiet" @click=${() => model.change(field, '')}>${words.removeMark}</button>` : nothing}
  </p>`;
}

function control(place: FieldPlace, model: FieldsModel): TemplateResult {
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
      return markButton(field as MarkField, area, id, model);
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
      return html`${label}<input id=${id} part="control" type=${INPUTS[field.type] ?? 'text'} .value=${isUnreadable ? LEFT_AS_IT_IS : text} ?required=${field.required}
        maxlength=${field.maxLength ?? nothing} min=${min ?? nothing} max=${max ?? nothing} step=${field.type === 'number' ? 'any' : nothing}
        autocomplete=${COMPLETIONS[field.type] ?? 'off'} list=${suggestions.length ? `${id}-options` : nothing}
        aria-invalid=${wrong} aria-describedby=${note} @input=${input} @paste=${(event: ClipboardEvent) => pasteBare(event, input)}>${
          suggestions.length
            ? html`<datalist id="${id}-options">${suggestions.map(({ value }) => html`<option value=${value}></option>`)}</datalist>`
            : nothing
        }`;
    }
  }
}

/** Options of a list of which several can be chosen: a control of its own each, because few people know how to choose several in a browser's list. */
function choices({ field, area }: FieldPlace, id: string, model: FieldsModel): TemplateResult {
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

/** What is pasted and only fits without its spaces, such as an account number in groups of four, is put in without them. */
function pasteBare(event: ClipboardEvent, input: (event: Event) => void): void {
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
 * Stands for a number or a day that the browser cannot read, and is wrong for both. The control says that it is empty, and setting that value would remove
 * what the signer sees in it.
 */
const UNREADABLE = '?';
/** Lit's word for it. The analyzer of templates takes only strings for the value of an input, which this is in place of. */
const LEFT_AS_IT_IS = noChange as never;

const INPUTS: { [type in DocumentField['type']]?: 'number' | 'date' | 'email' | 'tel' } = {
  number: 'number',
  date: 'date',
  email: 'email',
  phone: 'tel',
};
const COMPLETIONS: { [type in DocumentField['type']]?: 'email' | 'tel' } = { email: 'email', phone: 'tel' };

/** A radio button is called by its option; its group has the field's label. */
function labelOf({ field, area }: FieldPlace): string {
  if (field.type !== 'radio') return field.label;
  return field.options.find(({ value }) => value === area.option)?.label ?? area.option ?? '';
}

/** What stands in a control of a field; undefined for a radio button that is not chosen. */
export function valueOf({ type }: DocumentField, control: FieldControl): string | undefined {
  if (type === 'checkbox') return (control as HTMLInputElement).checked ? 'true' : '';
  if (type === 'radio') return (control as HTMLInputElement).checked ? control.value : undefined;
  return control.validity.badInput ? UNREADABLE : control.value;
}

function markButton(field: MarkField, area: FieldArea, id: string, model: FieldsModel): TemplateResult {
  const { words, values, marks } = model;
  const kind = field.type;
  const mark = values[field.id];
  const set = isSignature(mark);
  const doing = set ? words.marked[kind] : marks[kind] ? words.markAgain[kind] : words.mark[kind];
  // What is written is part of what the button is called.
  const written = set && mark.kind === 'typed' ? `, ${mark.text}` : '';
  return html`<button id=${id} class="mark" part="control" type="button" aria-label="${field.label}: ${doing}${written}" aria-describedby=${noteId(field, area)}
    @click=${() => (set ? undefined : model.setMark(field))}>
    ${set ? signatureMark(mark) : html`${editIcon()}<span>${doing}</span>`}
  </button>`;
}
