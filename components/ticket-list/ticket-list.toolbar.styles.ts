import { css } from 'lit';

export const toolbarStyles = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    padding-bottom: 1rem;
  }
  .toolbar .primary {
    flex: 1 0 auto;
  }
  .unfold {
    min-width: 2.75rem;
    padding-inline: 0.625rem;
  }
  .filters {
    display: none;
    flex: 1 0 100%;
    gap: 0.75rem;
    margin-top: 0.5rem;
  }
  [aria-expanded='true'] ~ .filters {
    display: grid;
  }
  .statuses,
  .pickers {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .pickers > .quiet {
    padding-inline: 0.75rem;
    font-size: 0.875rem;
    font-weight: 500;
  }
  .quiet[aria-disabled='true'] {
    animation: breathe 1s ease-in-out infinite alternate;
  }
  @container (width >= 34rem) {
    .toolbar .primary {
      flex: none;
    }
  }
  @container (width >= 62rem) {
    .unfold,
    .sort {
      display: none;
    }
    .filters,
    .pickers {
      display: contents;
    }
    .picker {
      flex: none;
    }
    .toolbar .primary {
      order: 1;
    }
    .statuses {
      flex: 1 0 auto;
      order: 2;
    }
    .pickers > .quiet {
      order: 3;
    }
  }
`;
