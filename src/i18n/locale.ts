import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Language } from '../contract/language.ts';

export type { Language };

/** The words of one room in every language. English must have exactly the keys and signatures of German, or it does not compile. */
export interface Dictionary<Words> {
  de: Words;
  en: Words;
}

/** Declares a dictionary; German sets the type. A bundler may drop one nobody reads. */
export const dictionary = /* @__NO_SIDE_EFFECTS__ */ <Words>(de: Words, en: NoInfer<Words>): Dictionary<Words> => ({
  de,
  en,
});

const hosts = new Set<ReactiveControllerHost>();
let observer: MutationObserver | undefined;

/**
 * The words of an element in the language of its nearest `lang` attribute (its own, an ancestor's, the page's), following changes live.
 * German unless the page says English.
 */
export class LocaleController<Words> implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #dictionary: Dictionary<Words>;

  constructor(host: ReactiveControllerHost & HTMLElement, words: Dictionary<Words>) {
    this.#host = host;
    this.#dictionary = words;
    host.addController(this);
  }

  hostConnected(): void {
    hosts.add(this.#host);
    // Moved to another place, it may be in another language.
    this.#host.requestUpdate();
    observer ??= new MutationObserver(() => {
      for (const host of hosts) host.requestUpdate();
    });
    observer.observe(document, { attributes: true, attributeFilter: ['lang'], subtree: true });
  }

  hostDisconnected(): void {
    hosts.delete(this.#host);
  }

  get language(): Language {
    for (
      let node: HTMLElement | undefined = this.#host;
      node;
      node = (node.getRootNode() as ShadowRoot).host as HTMLElement
    ) {
      const language = node.closest<HTMLElement>('[lang]')?.lang;
      if (language) return /^en/i.test(language) ? 'en' : 'de';
    }
    return 'de';
  }

  /** The dictionary of the current language. */
  get words(): Words {
    return this.#dictionary[this.language];
  }
}
