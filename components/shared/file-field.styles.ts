import { css } from 'lit';

/** Look of `fileField()`; needs `tokens` and `controls`. */
export const fileFieldStyles = css`
  .files {
    position: relative;
    label {
      display: grid;
      justify-items: center;
      padding: 1rem;
      border: 1px dashed var(--_border);
      border-radius: var(--_radius);
      color: var(--_accent);
      text-align: center;
      cursor: pointer;
    }
    :focus-visible + label {
      outline: 2px solid var(--_accent);
      outline-offset: 2px;
    }
    label small {
      color: var(--_muted);
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      position: relative;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      column-gap: 0.5rem;
      border-bottom: 1px solid var(--_line);
    }
    span {
      flex: 1 50%;
    }
    small ~ * {
      margin-left: auto;
    }
    progress {
      position: absolute;
      bottom: 0;
      width: 100%;
      height: 4px;
      accent-color: var(--_accent);
    }
  }
`;
