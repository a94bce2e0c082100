import { css } from 'lit';

/** Colours for success and for warnings. Apart from `tokens`, because the ticket form does without them and has to be small. */
export const states = css`
  :host {
    --_success: var(--etron-success, light-dark(#13693a, #7fdca4));
    --_success-soft: light-dark(#eaf6ef, #14301f);
    --_warning: var(--etron-warning, light-dark(#8a5200, #ffc46b));
    --_warning-soft: light-dark(#fff5e4, #36280f);
  }
`;
