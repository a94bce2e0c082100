import type { LitElement, ReactiveController, ReactiveControllerHost } from 'lit';
import { DEFAULT_LANGUAGE, LANGUAGES, type Language, type LanguageTag, languageOf } from '../contract/language.ts';
import { putBackTranslations, takeOutTranslations, watchTranslations } from './translator.ts';

// The words of the elements. Each room of the family (an element, or what several share) has its own dictionary in `src/i18n/<room>.ts`, so that an
// element carries its own words only:
//
//     export const greetingWords = dictionary('greeting', { hello: 'Guten Tag' }, { hello: 'Hello' });
//     greetingWords('en').hello
//
// A page adds a language, or words of its own, by the rooms' names: `registerWords('it', { greeting: { hello: 'Buongiorno' } })`.

/** The words of one room, by the tag of the language they are shown in. */
export interface Dictionary<Words, Room extends string> {
  (language: LanguageTag): Words;
  /** Exists in types only, from which the room's name can be inferred. */
  readonly room?: Room;
}

/** The words a dictionary gives. */
export type WordsOf<D> = D extends Dictionary<infer Words, string> ? Words : never;

type AnyWords = Record<string, unknown>;

/** An element that shows words: a LitElement, or the interface by which a controller knows it. */
export type ShowingElement = ReactiveControllerHost & HTMLElement & Pick<LitElement, 'renderRoot'>;

/** What pages have registered, by language in lower case, then by room. */
const registered = new Map<string, Record<string, AnyWords>>();

/** The elements on the page that show words. */
const hosts = new Set<ShowingElement>();
let observer: MutationObserver | undefined;

function renderAll(): void {
  for (const host of hosts) host.requestUpdate();
}

/** Merges words over others: groups of words are merged, everything else is replaced. */
function joined<Words extends object>(words: Words, over: AnyWords): Words {
  const all = { ...words } as AnyWords;
  for (const key in over) {
    const [word, group] = [over[key], all[key]];
    const isGroup = word && typeof word === 'object' && !Array.isArray(word);
    all[key] = isGroup ? joined(group ?? {}, word as AnyWords) : (word ?? group);
  }
  return all as Words;
}

/**
 * Declares the words of a room in the languages that the package brings. German sets the type: English has to have exactly its keys and signatures.
 * A bundler may drop a dictionary that nobody reads.
 *
 * @param room - Its name in `registerWords`.
 */
export const dictionary = /* @__NO_SIDE_EFFECTS__ */ <Words extends object, Room extends string>(
  room: Room,
  de: Words,
  en: NoInfer<Words>,
): Dictionary<Words, Room> => {
  const own: Record<Language, Words> = { de, en };
  // Cached by the words it was built from, so that it is built again when others are registered.
  const made = new WeakMap<AnyWords, Words>();
  return (language) => {
    const words = own[languageOf(language)];
    const over = registered.get(language)?.[room];
    if (!over) return words;
    const known = made.get(over) ?? joined(words, over);
    made.set(over, known);
    return known;
  };
};

/** `registerWords` without its types, which import all rooms and so would make a cycle with this file. */
export function addWords(language: LanguageTag, words: Record<string, AnyWords>): void {
  // Throws now for a tag that `Intl` would refuse later, in the middle of rendering.
  const tag = new Intl.Locale(language).toString().toLowerCase();
  registered.set(tag, joined(registered.get(tag) ?? {}, words));
  renderAll();
}

/** Tags of the languages that can be shown at the moment. */
export const shownLanguages = (): LanguageTag[] => [...new Set([...LANGUAGES, ...registered.keys()])];

/** The language to show for a tag: the longest registered prefix of it, or one of the package's own languages. */
function shownFor(tag: LanguageTag): LanguageTag {
  const subtags = tag.toLowerCase().split('-');
  for (; subtags.length; subtags.pop()) if (registered.has(subtags.join('-'))) return subtags.join('-');
  return languageOf(tag);
}

/**
 * The words of an element in the language of its nearest `lang` attribute (its own, an ancestor's, the page's), following changes live.
 * German unless the page says English, or a language that was registered.
 */
export class LocaleController<Words> implements ReactiveController {
  readonly #host: ShowingElement;
  readonly #dictionary: (language: LanguageTag) => Words;

  constructor(host: ShowingElement, words: (language: LanguageTag) => Words) {
    this.#host = host;
    this.#dictionary = words;
    host.addController(this);
  }

  hostConnected(): void {
    hosts.add(this.#host);
    // When the element was moved, another `lang` may apply.
    this.#host.requestUpdate();
    observer ??= new MutationObserver(renderAll);
    observer.observe(document, { attributes: true, attributeFilter: ['lang'], subtree: true });
    watchTranslations(this.#host.renderRoot);
  }

  hostUpdate(): void {
    takeOutTranslations(this.#host.renderRoot);
  }

  hostUpdated(): void {
    putBackTranslations();
  }

  hostDisconnected(): void {
    hosts.delete(this.#host);
  }

  /** Tag of the language that is shown: `de`, `en`, or one that was registered. */
  get language(): LanguageTag {
    for (
      let node: HTMLElement | undefined = this.#host;
      node;
      node = (node.getRootNode() as ShadowRoot).host as HTMLElement
    ) {
      const tag = node.closest<HTMLElement>('[lang]')?.lang;
      if (tag) return shownFor(tag);
    }
    return DEFAULT_LANGUAGE;
  }

  /** The words in that language. */
  get words(): Words {
    return this.#dictionary(this.language);
  }
}
