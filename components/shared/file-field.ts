import { css, html, type TemplateResult } from 'lit';
import type { LanguageTag } from '../../src/contract/language.ts';
import { ACCEPT, type UploadItem, type UploadsController } from '../../src/controllers/uploads.ts';
import { uploadWords } from '../../src/i18n/uploads.ts';

/**
 * A button to choose files, onto which files can also be dropped, and the list of chosen files with progress, errors and buttons to retry and remove. To
 * accept dropped and pasted files on a larger area, put `@drop=${uploads.take} @dragover=${allowDrop} @paste=${uploads.take}` on it.
 * Style sheet: `fileFieldStyles`.
 */
export const fileField = (uploads: UploadsController, language: LanguageTag): TemplateResult => {
  const words = uploadWords(language);
  const stateOf = ({ error, upload }: UploadItem): string | undefined =>
    error ? ((words as { [code in string]?: string })[error] ?? words.failed) : upload && '✓';
  const button = (label: string, name: string, text: string, action: (event: Event) => void) =>
    html`<button type="button" class="quiet" aria-label="${label}: ${name}" @click=${action}>${text}</button>`;
  return html`<div class="files" part="field">
    <input id="files" type="file" multiple class="visually-hidden" accept=${ACCEPT.join()} aria-describedby="limits"
      @change=${({ target }: Event & { target: HTMLInputElement }) => {
        uploads.add(target.files ?? []);
        // Without this, choosing the same file again after it was removed would fire no event.
        target.value = '';
      }}>
    <label for="files" part="control">${words.choose}<small id="limits">${words.payload_too_large}</small></label>
    <ul part="list">${uploads.items.map(
      (item) => html`<li part="item">
        <span>${item.name}</span>
        <small role="status" part=${item.error ? 'error' : ''}>${stateOf(item)}</small>
        ${item.error && item.file && button(words.retry, item.name, '↻', () => uploads.retry(item))}
        ${button(words.remove, item.name, '✕', ({ target }) => {
          // This button is removed with its file, so the focus moves to the button for files.
          (target as HTMLElement).closest('.files')?.querySelector('input')?.focus();
          uploads.remove(item);
        })}
        <progress aria-label=${item.name} .value=${item.progress} ?hidden=${!!(item.error || item.upload)}></progress>
      </li>`,
    )}</ul>
  </div>`;
};

/** `@dragover` handler of an area that takes dropped files. */
export const allowDrop = (event: Event): void => event.preventDefault();

/** Look of `fileField()`; needs `tokens` and `controls`. */
export const fileFieldStyles = css`
  .files {
    position: relative;
    label {
      display: grid;
      justify-items: center;
      padding: 1rem;
      border: 1px dashed var(--_border);
      border-radius: var(--_radius);
      color: var(--_accent);
      text-align: center;
      cursor: pointer;
    }
    :focus-visible + label {
      outline: 2px solid var(--_accent);
      outline-offset: 2px;
    }
    label small {
      color: var(--_muted);
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      position: relative;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      column-gap: 0.5rem;
      border-bottom: 1px solid var(--_line);
    }
    span {
      flex: 1 50%;
    }
    small ~ * {
      margin-left: auto;
    }
    progress {
      position: absolute;
      bottom: 0;
      width: 100%;
      height: 4px;
      accent-color: var(--_accent);
    }
  }
`;
