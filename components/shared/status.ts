import { css, html, type TemplateResult } from 'lit';
import { states } from '../../src/styles/states.ts';
import type { Tone } from '../../src/styles/tones.ts';

/** A status in words, with a small disc that fills up with progress. Style sheet: `statusStyles`. */
export const statusChip = (label: string, tone: Tone): TemplateResult =>
  html`<span class="status" data-tone=${tone}>${label}</span>`;

/** The disc alone, for use beside words. */
export const statusMark = (tone: Tone): TemplateResult => html`<span class="mark" data-tone=${tone}></span>`;

/** Look of `statusChip` and `statusMark`; needs `tokens` and `states`. */
export const statusStyles = [
  states,
  css`
  .status {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    max-width: 100%;
    padding: 0.125rem 0.625rem 0.125rem 0.5rem;
    border: 1px solid transparent;
    border-radius: 1rem;
    background: var(--_ground);
    color: var(--_ink);
    font-size: 0.8125rem;
    font-weight: 550;
    line-height: 1.25rem;
  }
  .mark {
    display: inline-flex;
    color: var(--_ink);
  }
  [data-tone] {
    --_ink: var(--_muted);
    --_ground: var(--_sunken);
    --_full: 0%;
  }
  [data-tone]::before {
    flex: none;
    width: 0.875rem;
    height: 0.875rem;
    padding: 1.5px;
    border: 1.5px solid;
    border-radius: 50%;
    background: conic-gradient(currentcolor var(--_full), transparent 0) content-box;
    content: '';
  }
  [data-tone='queued'] {
    --_full: 25%;
  }
  [data-tone='active'] {
    --_ink: var(--_accent);
    --_ground: var(--_accent-soft);
    --_full: 50%;
  }
  [data-tone='attention'] {
    --_ink: var(--_warning);
    --_ground: var(--_warning-soft);
    --_full: 75%;
  }
  [data-tone='ended'] {
    --_full: 100%;
  }
  [data-tone='done'] {
    --_ink: var(--_success);
    --_ground: var(--_success-soft);
    --_full: 100%;
  }
  [data-tone='done']::before {
    padding: 0;
  }
  @media (forced-colors: active) {
    .status {
      border-color: currentcolor;
    }
    [data-tone] {
      --_ink: CanvasText;
    }
    [aria-pressed='true'] [data-tone] {
      --_ink: HighlightText;
    }
    [data-tone]::before {
      forced-color-adjust: none;
    }
  }
`,
];
