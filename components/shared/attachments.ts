import { css, html, nothing, type TemplateResult } from 'lit';
import type { Client } from '../../src/api/client.ts';
import { download } from '../../src/api/download.ts';
import { type Attachment, getAttachment } from '../../src/contract/history.ts';
import type { LanguageTag } from '../../src/contract/language.ts';
import type { DownloadsController } from '../../src/controllers/downloads.ts';
import { fileSize } from '../../src/i18n/uploads.ts';
import { clipIcon } from './icon.ts';
import { withoutBidi } from './text.ts';

/** A list of attached files, each a button that downloads it. Style sheets: `attachmentStyles`, `iconStyles`. */
export const attachmentList = (
  attachments: readonly Attachment[],
  words: { language: LanguageTag; label: string; download: string },
  download: (attachment: Attachment) => void,
): TemplateResult | typeof nothing =>
  attachments.length
    ? html`<ul class="attachments" part="list" aria-label=${words.label}>
        ${attachments.map((attachment) => {
          const name = withoutBidi(attachment.name);
          // Files of a few bytes would be shown as 0 kB.
          const size = fileSize(Math.max(attachment.size, 1_000), words.language);
          return html`<li part="item">
            <button type="button" @click=${() => download(attachment)}>
              ${clipIcon()}<span class="visually-hidden">${words.download}:</span><bdi translate="no">${name}</bdi><small>${size}</small>
            </button>
          </li>`;
        })}
      </ul>`
    : nothing;

/** Downloads such a file, while there is a way to the API. */
export function fetchAttachment(
  downloads: DownloadsController,
  client: Client | undefined,
  { id, name }: Attachment,
): void {
  if (client) void downloads.run(id, () => download(client, getAttachment, { params: { id } }, withoutBidi(name)));
}

/** Look of `attachmentList`; needs `tokens` and `controls`. */
export const attachmentStyles = css`
  .attachments {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin: 0.75rem 0 0;
    padding: 0;
    list-style: none;
  }
  .attachments li {
    max-width: 100%;
  }
  .attachments button {
    max-width: 100%;
    padding-inline: 0.625rem 0.875rem;
    border-color: var(--_line);
    font-weight: 400;
    font-size: 0.875rem;
    text-align: start;
  }
  .attachments button:hover {
    border-color: var(--_border);
  }
  .attachments .icon,
  .attachments small {
    color: var(--_muted);
  }
  .attachments small {
    flex: none;
    font-size: 0.8125rem;
  }
`;
