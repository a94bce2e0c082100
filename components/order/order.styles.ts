import { css } from 'lit';

export const orderStyles = css`
  .offer > h3 {
    font-size: 1.125rem;
  }
  .offer {
    display: grid;
    gap: 1rem;
  }
  .offer > .file {
    justify-self: start;
  }
  .lines {
    border-top: 1px solid var(--_line);
    font-size: 0.9375rem;
  }
  .head {
    display: none;
  }
  .section,
  .note[role='row'] {
    padding: 1.25rem 0 0.5rem;
    border-bottom: 1px solid var(--_line);
  }
  .section > *,
  .note > * {
    white-space: pre-wrap;
  }
  .section {
    font-weight: 650;
  }
  .note[role='row'] {
    padding-block: 0.75rem;
    color: var(--_muted);
    font-style: italic;
  }
  .item {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.875rem;
    padding-block: 0.75rem;
    border-bottom: 1px solid var(--_line);
  }
  .item > :empty {
    display: none;
  }
  .text {
    flex: 1 0 100%;
  }
  .name,
  .description {
    white-space: pre-wrap;
    unicode-bidi: plaintext;
  }
  .name {
    font-weight: 500;
  }
  .description {
    display: block;
    color: var(--_muted);
    font-size: 0.875rem;
  }
  .badge {
    display: inline-block;
    padding: 0 0.5rem;
    border: 1px solid var(--_line);
    border-radius: 1rem;
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  .quantity,
  .number {
    color: var(--_muted);
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .amount {
    margin-inline-start: auto;
    color: var(--_text);
    font-size: 0.9375rem;
    font-weight: 500;
    white-space: nowrap;
  }
  [data-off] .amount {
    color: var(--_muted);
    font-weight: 400;
  }
  .text label {
    display: grid;
    grid-template-columns: auto minmax(0, auto) auto 1fr;
    align-items: center;
    gap: 0.5rem;
    min-height: 2.75rem;
    cursor: pointer;
  }
  [type='checkbox'] {
    width: 1.25rem;
    height: 1.25rem;
    min-height: 0;
    margin: 0;
    padding: 0;
    accent-color: var(--_accent);
    cursor: pointer;
  }
  .text:has(label) .description {
    padding-inline-start: 1.75rem;
  }
  .stepper {
    display: inline-flex;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    color: var(--_text);
  }
  .stepper button,
  .stepper input {
    min-width: 2.75rem;
    padding: 0;
    border: 0;
    text-align: center;
  }
  .stepper input {
    width: 2.75rem;
    appearance: textfield;
    font-variant-numeric: tabular-nums;
  }
  .stepper ::-webkit-inner-spin-button {
    display: none;
  }
  /* Not below the bar, when the keyboard gets there. */
  .lines :is(input, button, a) {
    scroll-margin-block: 4rem 9rem;
  }
  .totals {
    display: grid;
    justify-self: end;
    width: min(26rem, 100%);
    font-variant-numeric: tabular-nums;
  }
  .totals div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
    padding-block: 0.25rem;
  }
  .totals dt {
    color: var(--_muted);
  }
  .totals dd {
    margin-inline-start: auto;
    white-space: nowrap;
  }
  .totals .gross {
    margin-top: 0.25rem;
    padding-top: 0.625rem;
    border-top: 1px solid var(--_line);
    font-size: 1.25rem;
    font-weight: 650;
  }
  .totals .gross dt {
    color: inherit;
  }
  section.note {
    display: grid;
    gap: 0.25rem;
  }
  section.note h3 {
    font-size: 0.9375rem;
  }
  section.note div {
    unicode-bidi: plaintext;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
  }
  .total {
    font-variant-numeric: tabular-nums;
  }
  .total strong {
    font-size: 1.25rem;
    font-weight: 650;
  }
  /* The total beside the lesser button, the other as wide as the thumb likes. */
  @container (width < 36rem) {
    .bar {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .doing {
      display: contents;
    }
    .doing .primary {
      grid-column: 1 / -1;
      padding-inline: 0.5rem;
    }
  }
  @container (width >= 44rem) {
    .term {
      display: none;
    }
    .head,
    .item {
      display: grid;
      grid-template-columns: minmax(0, 1fr) 10.5rem 6rem var(--_discount,) 3rem 6.5rem;
      align-items: center;
      column-gap: 1rem;
    }
    [data-discounts] {
      --_discount: 4rem;
    }
    .head {
      padding-block: 0.5rem;
      border-bottom: 1px solid var(--_line);
      color: var(--_muted);
      font-size: 0.8125rem;
      font-weight: 500;
    }
    .head > :not(:first-child),
    .item > :not(:first-child) {
      justify-self: end;
      text-align: end;
    }
    .item > :empty {
      display: block;
    }
    .stepper button {
      min-width: 2.5rem;
    }
  }
  /* The lines need the room that the facts would take. */
  @container (56rem <= width < 64rem) {
    .columns {
      grid-template-areas: 'main' 'aside' 'history';
      grid-template-columns: minmax(0, 1fr);
    }
    aside {
      padding: 0;
      border: 0;
    }
  }
`;
