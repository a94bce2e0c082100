import { css } from 'lit';

export const composerStyles = css`
  form {
    display: grid;
    gap: 0.5rem;
    padding: 1rem;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.5);
  }
  :host([internal]) form {
    border: 1px dashed var(--_warning);
    background: var(--_warning-soft);
  }
  form > label {
    font-weight: 600;
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    width: fit-content;
    max-width: 100%;
    margin: 0;
    padding: 0.25rem;
    border: 0;
    border-radius: calc(var(--_radius) + 0.25rem);
    background: var(--_sunken);
  }
  :host([internal]) fieldset {
    background: var(--_surface);
  }
  fieldset label {
    position: relative;
    flex: 1 0 auto;
    max-width: 100%;
    cursor: pointer;
  }
  fieldset span {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-height: 2.75rem;
    padding: 0.25rem 0.875rem;
    border-radius: var(--_radius);
    color: var(--_muted);
    font-weight: 550;
  }
  fieldset input:checked + span {
    background: var(--_surface);
    box-shadow: 0 0 0 1px var(--_border);
    color: var(--_accent);
  }
  :host([internal]) fieldset input:checked + span {
    background: var(--_warning);
    box-shadow: none;
    color: var(--_surface);
  }
  fieldset input:focus-visible + span {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .meaning,
  .hint {
    margin: 0;
    color: var(--_muted);
    font-size: 0.875rem;
  }
  :host([internal]) .meaning {
    color: var(--_warning);
    font-weight: 550;
  }
  .hint {
    display: flex;
    gap: 0.5rem;
  }
  textarea {
    min-height: 6.5rem;
    max-height: 30rem;
    field-sizing: content;
  }
  small {
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  #mistake:empty {
    display: none;
  }
  .files label {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.5rem;
    justify-content: start;
    padding: 0.5rem 0.75rem;
    border-color: var(--_line);
    text-align: start;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
  }
  :host([internal]) .primary {
    background: var(--_warning);
    color: var(--_surface);
  }
  .problem {
    margin: 0;
  }
  @media (hover: none) {
    .shortcut {
      display: none;
    }
  }
  @media (forced-colors: active) {
    fieldset input:checked + span {
      outline: 2px solid;
    }
  }
`;
