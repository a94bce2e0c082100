import { css, html, type TemplateResult } from 'lit';

export const icon = (path: string): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d=${path}></path></svg>`;

// Line icons on a grid of 20 with one stroke width. They are hidden from assistive technology: a text beside them or `aria-label` says what they mean.
// Style sheet: `iconStyles`.

export const checkIcon = () => icon('m4.5 10.5 3.5 3.5 7.5-8');
export const clipIcon = () =>
  icon('m15.5 9.5-5.3 5.3a3.2 3.2 0 0 1-4.5-4.5l5.6-5.6a2.1 2.1 0 0 1 3 3l-5.5 5.5a1 1 0 0 1-1.5-1.5l4.9-4.8');
export const closeIcon = () => icon('m5.5 5.5 9 9m0-9-9 9');
export const downloadIcon = () => icon('M10 3.5v8.5m-3.5-3.5 3.5 3.5 3.5-3.5M4 16h12');
export const editIcon = () => icon('m12.5 4.5 3 3L7 16l-3.5.5.5-3.5z');
export const filterIcon = () => icon('M3.5 5.5h13M6 10h8m-5.5 4.5h3');
export const lockIcon = () => icon('M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9');
export const mailIcon = () => icon('M3 5h14v10H3zm0 .5 7 5.5 7-5.5');
export const phoneIcon = () =>
  icon('M4 4.5h3l1.5 3.5L6.8 9.5a8 8 0 0 0 3.7 3.7l1.5-1.7 3.5 1.5v3A11.5 11.5 0 0 1 4 4.5z');
export const plusIcon = () => icon('M10 4.5v11M4.5 10h11');
export const replyIcon = () => icon('M8 5 3.5 9.5 8 14m-4.5-4.5H11a5.5 5.5 0 0 1 5.5 5.5v.5');
export const searchIcon = () => icon('M4 9a5 5 0 1 0 10 0 5 5 0 1 0-10 0m8.8 3.8 3.7 3.7');
export const trashIcon = () => icon('M4 6h12M8 6V4h4v2m-6.5 0 .7 10.5h7.6L14.5 6');
export const upIcon = () => icon('M10 16V4.5M5.5 9 10 4.5 14.5 9');
export const warningIcon = () => icon('M10 3.5 2.5 16.5h15zM10 8.5v3.5m0 2.2v.1');

/** Look of the icons; the colour is that of the text around. */
export const iconStyles = css`
  .icon {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;
