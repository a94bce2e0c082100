import { css, html, nothing, type TemplateResult } from 'lit';
import { warningIcon } from './icon.ts';

/** What went wrong, and (where trying again can help) the button for it. Style sheets: `problemStyles`, `iconStyles`. */
export const problemPanel = (text: string, retry?: { label: string; action: () => void }): TemplateResult =>
  html`<div class="problem" part="error" role="alert">
    ${warningIcon()}
    <span>${text}</span>
    ${retry ? html`<button type="button" @click=${retry.action}>${retry.label}</button>` : nothing}
  </div>`;

/** Look of `problemPanel`; needs `tokens` and `controls`. */
export const problemStyles = css`
  .problem {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
    margin-block: 0.75rem;
    padding: 0.75rem 1rem;
    border-radius: var(--_radius);
    background: var(--_danger-soft);
    color: var(--_danger);
  }
  .problem span {
    flex: 1 1 12rem;
  }
  .problem button {
    border-color: currentcolor;
    background: none;
  }
`;
