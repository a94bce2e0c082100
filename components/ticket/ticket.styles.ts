import { css } from 'lit';

export const ticketStyles = css`
  .state {
    display: grid;
    gap: 0.5rem;
    padding: 1.125rem 1.25rem;
    border-radius: calc(var(--_radius) * 1.5);
    background: var(--_back);
    --_back: var(--_sunken);
  }
  .state .steps {
    margin-bottom: 0.5rem;
  }
  .state .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-top: 0.375rem;
  }
  .state[data-status='waiting'] {
    --_back: var(--_warning-soft);
    --_step: var(--_warning);
  }
  .state[data-status='done'] {
    --_back: var(--_success-soft);
    --_step: var(--_success);
  }
  .main h3 {
    font-size: 1.125rem;
  }
  .description {
    margin-top: 0.5rem;
    white-space: pre-wrap;
    unicode-bidi: plaintext;
  }
  dl {
    display: grid;
  }
  [data-priority='high'],
  [data-priority='critical'] {
    color: var(--_danger);
    font-weight: 600;
  }
  .internal {
    grid-column: 1/-1;
    padding: 0.875rem 1rem;
    border: 1px dashed var(--_warning);
    border-radius: var(--_radius);
    background: var(--_warning-soft);
  }
  .internal h3,
  .internal p {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    color: var(--_warning);
    font-weight: 600;
  }
  .internal p {
    margin-bottom: 0.625rem;
  }
  .internal dl div {
    grid-template-columns: 5rem minmax(0, 1fr);
  }
  .internal dt {
    color: inherit;
    opacity: 0.85;
  }
  .internal dl div {
    border-color: color-mix(in srgb, var(--_warning) 25%, transparent);
  }
  .mark {
    display: inline-flex;
    align-items: center;
    gap: 0.25rem;
    color: var(--_warning);
    font-size: 0.8125rem;
  }
  .mark[data-verified] {
    color: var(--_success);
  }
  .mark .icon {
    width: 1rem;
    height: 1rem;
  }
  .confirmation {
    display: grid;
    justify-items: start;
    gap: 0.5rem;
    margin-top: 0.5rem;
  }
`;
