import { css } from 'lit';
import { formControls } from './form-controls.ts';

/** `formControls`, with placeholders and a link that looks like the primary button. */
export const controls = [
  formControls,
  css`
  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  a.primary {
    text-decoration: none;
  }
`,
];
