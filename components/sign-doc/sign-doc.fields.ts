import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { isFilled } from '../../src/contract/documents.rules.ts';
import type { DocumentField, FieldArea, FieldValue, FieldValues, SignatureMark } from '../../src/contract/documents.ts';
import type { LanguageTag } from '../../src/contract/language.ts';
import { formatDate } from '../../src/i18n/dates.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { signingWords } from '../../src/i18n/signing.ts';
import { editIcon } from '../shared/icon.ts';
import { signatureMark } from '../shared/signature-mark.ts';
import { isOwn } from './sign-doc.guide.ts';
import { placed } from './sign-doc.place.ts';

export type MarkKind = 'signature' | 'initials';

/** What the fields show, and what happens in them. */
export interface FieldsModel {
  words: WordsOf<typeof signingWords>;
  language: LanguageTag;
  values: FieldValues;
  /** The field with the focus. */
  active: string | undefined;
  /** What is wrong with a field, in words, once the signer has left it. */
  fault(field: DocumentField): string | undefined;
  change(field: DocumentField, value: FieldValue): void;
  /** Puts the last signature in, or asks for one. */
  mark(field: DocumentField): void;
  /** Asks for another signature. */
  remark(field: DocumentField): void;
  /** The signature that further fields take. */
  kept: { [kind in MarkKind]?: SignatureMark };
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

interface Place {
  field: DocumentField;
  area: FieldArea;
  /** Of the area in its field. */
  index: number;
}

/** Id of the control that stands in an area. */
export const controlId = (field: DocumentField, index = 0): string => `field-${field.id}-${index}`;

const noteId = (field: DocumentField, { page }: FieldArea): string => `note-${field.id}-${page}`;

const isMark = (field: DocumentField): field is DocumentField & { type: MarkKind } =>
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

function fieldAt(place: Place, model: FieldsModel): TemplateResult {
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
  return html`<div class="field" part="field" data-type=${field.type} data-state=${state} data-field=${field.id}
    data-edge=${y + height > 0.75 ? 'bottom' : 'top'}
    ${placed({ '--_x': x, '--_y': y, '--_w': width, '--_h': height })}>
    ${state === 'fixed' ? fixed(place, model) : control(place, model)}
    ${state !== 'fixed' && index === firstOn(field, area.page) ? note(place, fault, model) : nothing}
  </div>`;
}

const firstOn = (field: DocumentField, page: number): number => field.areas.findIndex((area) => area.page === page);

/** What the author or the service fills in. */
function fixed({ field, area }: Place, { words, language, values }: FieldsModel): TemplateResult {
  const value = values[field.id];
  if (field.type === 'signing_date')
    return html`<span class="fixed" title=${words.signingDate}><span class="visually-hidden">${`${field.label}: `}</span>${words.signingDate}</span>`;
  if (typeof value !== 'string' || value === '') return html``;
  const text =
    field.type === 'date'
      ? formatDate(language, `${value}T12:00`, { dateStyle: 'medium' })
      : field.type === 'checkbox' || (field.type === 'radio' && area.option === value)
        ? '✓'
        : field.type === 'radio'
          ? ''
          : (field.options.find((option) => option.value === value)?.label ?? value);
  return html`<span class="fixed"><span class="visually-hidden">${`${field.label}: `}</span>${text}</span>`;
}

/** Label, tip and fault beside the field; for its first area on a page. */
function note({ field, area }: Place, fault: string | undefined, model: FieldsModel): TemplateResult {
  const { words } = model;
  const active = model.active === field.id;
  return html`<div class="note" id=${noteId(field, area)} ?data-active=${active}>
    ${
      active
        ? html`<p class="label"><strong>${field.label}</strong> <small>${field.required ? words.required : words.optional}</small></p>
          ${field.tip ? html`<p>${field.tip}</p>` : nothing}`
        : nothing
    }
    <p part="error" role="alert">${fault}</p>
    ${active && isMark(field) ? markTools(field, model) : nothing}
  </div>`;
}

function markTools(field: DocumentField & { type: MarkKind }, model: FieldsModel): TemplateResult {
  const { words } = model;
  const set = isFilled(model.values[field.id]);
  if (!set && !model.kept[field.type]) return html``;
  return html`<p class="tools">
    <button type="button" class="quiet" @click=${() => model.remark(field)}>${words.changeMark}</button>
    ${set ? html`<button type="button" class="quiet" @click=${() => model.change(field, '')}>${words.removeMark}</button>` : nothing}
  </p>`;
}

function control(place: Place, model: FieldsModel): TemplateResult {
  const { field, area, index } = place;
  const { words, values } = model;
  const id = controlId(field, index);
  const value = values[field.id];
  const text = typeof value === 'string' ? value : '';
  const wrong = !!model.fault(field);
  const note = noteId(field, area);
  const { min, max } = field.validation ?? {};
  const input = ({ target }: Event): void => model.change(field, valueOf(field, target as Control));
  const label = html`<label class="visually-hidden" for=${id}>${labelOf(place)}</label>`;
  switch (field.type) {
    case 'signature':
    case 'initials':
      return markButton(place, field.type, id, model);
    case 'multiline':
      return html`${label}<textarea id=${id} part="control" .value=${live(text)} ?required=${field.required} maxlength=${field.maxLength ?? nothing}
        aria-invalid=${wrong} aria-describedby=${note} @input=${input}></textarea>`;
    case 'select':
      return html`${label}<select id=${id} part="control" ?required=${field.required} aria-invalid=${wrong} aria-describedby=${note} @change=${input}>
        <option value="" .selected=${text === ''}>${words.choose}</option>
        ${field.options.map((option) => html`<option value=${option.value} .selected=${option.value === text}>${option.label}</option>`)}
      </select>`;
    case 'checkbox':
      return html`${label}<input id=${id} part="control" type="checkbox" .checked=${live(text === 'true')} ?required=${field.required}
        aria-invalid=${wrong} aria-describedby=${note} @change=${input}>`;
    case 'radio':
      return html`${label}<input id=${id} part="control" type="radio" name="${field.id}-${area.page}" value=${area.option ?? ''}
        .checked=${live(text !== '' && text === area.option)} aria-describedby=${note} @change=${input}>`;
    default:
      return html`${label}<input id=${id} part="control" type=${INPUTS[field.type] ?? 'text'} .value=${live(typed(field) && text === UNREADABLE ? '' : text)} ?required=${field.required}
        maxlength=${field.maxLength ?? nothing} min=${min ?? nothing} max=${max ?? nothing} step=${field.type === 'number' ? 'any' : nothing}
        autocomplete=${COMPLETIONS[field.type] ?? 'off'} aria-invalid=${wrong} aria-describedby=${note} @input=${input}>`;
  }
}

/** Stands for a number or a day that the browser cannot read: no value of any of them, so it counts as wrong. Its control says it is empty. */
const UNREADABLE = '?';
const typed = ({ type }: DocumentField): boolean => type === 'number' || type === 'date';

const INPUTS: { [type in DocumentField['type']]?: 'number' | 'date' | 'email' | 'tel' } = {
  number: 'number',
  date: 'date',
  email: 'email',
  phone: 'tel',
};
const COMPLETIONS: { [type in DocumentField['type']]?: 'email' | 'tel' } = { email: 'email', phone: 'tel' };

/** A radio button is called by its option; its group has the field's label. */
function labelOf({ field, area }: Place): string {
  if (field.type !== 'radio') return field.label;
  return field.options.find(({ value }) => value === area.option)?.label ?? area.option ?? '';
}

function valueOf(field: DocumentField, control: Control): string {
  if (field.type === 'checkbox') return (control as HTMLInputElement).checked ? 'true' : '';
  // What a browser cannot read as a number or a day is empty to scripts, and yet not empty to the signer.
  return control.validity.badInput ? UNREADABLE : control.value;
}

function markButton({ field, area }: Place, kind: MarkKind, id: string, model: FieldsModel): TemplateResult {
  const { words, values, kept } = model;
  const mark = values[field.id];
  const set = mark !== undefined && typeof mark !== 'string';
  const doing = set ? words.marked[kind] : kept[kind] ? words.markAgain[kind] : words.mark[kind];
  // What is written is part of what the button is called.
  const written = set && mark.kind === 'typed' ? `, ${mark.text}` : '';
  return html`<button id=${id} class="mark" part="control" type="button" aria-label="${field.label}: ${doing}${written}" aria-describedby=${noteId(field, area)}
    @click=${() => (set ? undefined : model.mark(field))}>
    ${set ? signatureMark(mark) : html`${editIcon()}<span>${doing}</span>`}
  </button>`;
}
