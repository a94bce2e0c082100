import { html, nothing, type TemplateResult } from 'lit';
import type { UploadItem, UploadsController } from '../../src/controllers/uploads.ts';
import { FILE_ENDINGS } from '../../src/contract/history.limits.ts';
import type { Language } from '../../src/i18n/locale.ts';
import { fileSize, uploadWords } from '../../src/i18n/uploads.ts';

const ACCEPT = FILE_ENDINGS.map((ending) => `.${ending}`).join();
/** Trying again with the same file can help. */
const RETRYABLE = ['network', 'internal', 'rate_limited'];

/**
 * File button that is a drop target too, and the list of files with progress, errors, retry and remove. To accept drops and pastes on a larger area, put
 * `@drop=${uploads.take} @dragover=${allowDrop} @paste=${uploads.take}` on it. Style sheet: `fileFieldStyles`.
 */
export const fileField = (uploads: UploadsController, language: Language): TemplateResult => {
  const words = uploadWords[language];
  const remove = (event: Event, item: UploadItem) => {
    // The button is about to go; keyboard users go on at the file button.
    (event.currentTarget as HTMLElement).closest('.files')?.querySelector('input')?.focus();
    uploads.remove(item);
  };
  return html`
    <div class="files" part="field">
      <input id="files" type="file" multiple class="visually-hidden" accept=${ACCEPT} aria-describedby="files-hint"
        @change=${({ target }: Event & { target: HTMLInputElement }) => {
          uploads.add(target.files ?? []);
          // The same file may be chosen again after it was removed.
          target.value = '';
        }}>
      <label for="files" part="control">${words.choose}<small id="files-hint">${words.limits}</small></label>
      <div role="alert">${uploads.tooMany ? html`<small part="error">${words.tooMany}</small>` : nothing}</div>
      <ul part="list" ?hidden=${!uploads.items.length}>
        ${uploads.items.map(
          (item) => html`<li part="item">
            <span>${item.name}</span>
            <small part=${item.error ? 'error' : nothing} role="status">${
              item.error
                ? (words.failed[item.error] ?? words.failed.internal)
                : item.upload
                  ? `${fileSize(item.size, language)} · ${words.done}`
                  : fileSize(item.size, language)
            }</small>
            ${item.error && RETRYABLE.includes(item.error) ? html`<button type="button" class="quiet" aria-label="${words.retry}: ${item.name}" @click=${() => uploads.retry(item)}>${words.retry}</button>` : nothing}
            <button type="button" class="quiet" aria-label="${words.remove}: ${item.name}" @click=${(event: Event) => remove(event, item)}>✕</button>
            ${item.error || item.upload ? nothing : html`<progress aria-label=${item.name} .value=${item.progress}></progress>`}
          </li>`,
        )}
      </ul>
    </div>
  `;
};

/** `@dragover` handler of an area that takes dropped files. */
export const allowDrop = (event: Event): void => event.preventDefault();
