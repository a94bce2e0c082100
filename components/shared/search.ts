import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { SEARCH_MAX } from '../../src/contract/limits.ts';
import { searchIcon } from './icon.ts';

/** Milliseconds without a key until a search begins. */
const DELAY = 250;

/** A field whose text is searched for once the typing pauses. Style sheet: `listStyles`. */
export class SearchField implements ReactiveController {
  /** What is being typed, until the search begins. */
  typed: string | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #search: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `search` takes what was typed. */
  constructor(host: ReactiveControllerHost, search: () => void) {
    this.#host = host;
    this.#search = search;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** What was typed and is searched for from now on; undefined when nothing was. */
  take(): string | undefined {
    clearTimeout(this.#timer);
    const { typed } = this;
    this.typed = undefined;
    return typed;
  }

  render(label: string, searched = ''): TemplateResult {
    return html`<div class="search">
      ${searchIcon()}
      <input type="search" part="control" maxlength=${SEARCH_MAX} autocomplete="off" aria-label=${label} placeholder=${label} .value=${this.typed ?? searched}
        @input=${this.#type}>
    </div>`;
  }

  #type = ({ target }: Event): void => {
    this.typed = (target as HTMLInputElement).value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#search, DELAY);
    this.#host.requestUpdate();
  };
}
