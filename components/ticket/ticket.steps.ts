import { css, html, type TemplateResult } from 'lit';
import { TICKET_STATUSES, type TicketStatus } from '../../src/contract/tickets.limits.ts';

/** The five states of a ticket as steps. `waiting` (a question to the customer) is a detour: a ticket that passed it by has not passed through it. */
export const stepLine = (status: TicketStatus, names: Record<TicketStatus, string>, label: string): TemplateResult => {
  const current = TICKET_STATUSES.indexOf(status);
  return html`<ol class="steps" aria-label=${label}>
    ${TICKET_STATUSES.map((step, i) => {
      const passed = i < current && step !== 'waiting';
      return html`<li aria-current=${i === current ? 'step' : 'false'} ?data-passed=${passed} ?data-detour=${step === 'waiting'}>
        <span>${names[step]}</span>
      </li>`;
    })}
  </ol>`;
};

/** Look of `stepLine`; needs `tokens`. `--_back` is the background colour, `--_step` that of the steps so far. */
export const stepStyles = css`
  .steps {
    display: grid;
    grid-template-columns: repeat(5, minmax(0, 1fr));
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .steps li {
    --_ink: var(--_border);
    position: relative;
    padding-top: 1.5rem;
    color: var(--_muted);
    font-size: 0.8125rem;
    text-align: center;
  }
  .steps li::before,
  .steps li::after {
    position: absolute;
    top: 0.25rem;
    content: '';
  }
  .steps li::before {
    right: calc(50% + 0.625rem);
    left: calc(-50% + 0.625rem);
    top: 0.5rem;
    height: 2px;
    border-radius: 1px;
    background: var(--_line);
  }
  .steps li:first-child::before {
    display: none;
  }
  .steps li::after {
    left: calc(50% - 0.375rem);
    width: 0.75rem;
    height: 0.75rem;
    border: 2px solid var(--_ink);
    border-radius: 50%;
    background: var(--_back, var(--_surface));
  }
  .steps [data-passed],
  .steps [aria-current='step'] {
    --_ink: var(--_step, var(--_accent));
  }
  .steps [data-passed]::before,
  .steps [data-passed] + [aria-current='step']::before,
  .steps [data-passed] + [data-detour]:not([aria-current='step']):has(+ [aria-current='step'])::before,
  .steps [data-detour] + [aria-current='step']::before {
    background: var(--_step, var(--_accent));
  }
  .steps [data-passed]::after,
  .steps [aria-current='step']::after {
    background: var(--_ink);
  }
  .steps [aria-current='step']::after {
    box-shadow: 0 0 0 4px color-mix(in srgb, var(--_ink) 22%, transparent);
  }
  .steps [aria-current='step'] {
    color: var(--_text);
    font-weight: 650;
  }
  @container (width < 30rem) {
    .steps li:not([aria-current='step']) span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .steps li span {
      display: block;
      width: max-content;
      margin-inline: 50%;
      translate: -50%;
    }
    .steps li:first-child span {
      margin-inline: calc(50% - 0.375rem);
      translate: none;
    }
    .steps li:last-child span {
      margin-inline: calc(50% + 0.375rem);
      translate: -100%;
    }
  }
  @media (forced-colors: active) {
    .steps li::before {
      border-top: 2px solid;
    }
    .steps [data-passed]::after,
    .steps [aria-current='step']::after {
      background: CanvasText;
    }
  }
`;
