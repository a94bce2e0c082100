import { css } from 'lit';

/** Colours of what went well and of what wants attention, for the elements that show states; apart from `tokens`, whose bytes every form pays. */
export const states = css`
  :host {
    --_success: var(--etron-success, light-dark(#13693a, #7fdca4));
    --_success-soft: light-dark(#eaf6ef, #14301f);
    --_warning: var(--etron-warning, light-dark(#8a5200, #ffc46b));
    --_warning-soft: light-dark(#fff5e4, #36280f);
  }
`;
