// biome-ignore-all lint/style/noRestrictedGlobals: the one place that reads and writes the browser's storage.

// What somebody typed or chose, kept in this browser as JSON. Whatever the storage does (it is full, switched off, or holds what somebody else wrote),
// a page goes on without it.

/**
 * What is kept under a name; undefined when there is nothing that can be read.
 *
 * @param defaults What counts for a property that is missing, or is of another kind than the one given here.
 *
 * @example
 * ```ts
 * const draft = getStored('etron.draft.v1.42', { body: '', uploads: [] as Upload[] });
 * ```
 */
export function getStored<T extends object>(name: string, defaults: T): T | undefined {
  try {
    const value = JSON.parse(localStorage.getItem(name) ?? 'null');
    if (kindOf(value) !== kindOf(defaults)) return undefined;
    for (const [key, standard] of Object.entries(defaults))
      if (kindOf(value[key]) !== kindOf(standard)) value[key] = standard;
    return value;
  } catch {
    return undefined;
  }
}

/** Keeps an object under a name, if the browser can. */
export function setStored(name: string, value: object): void {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Full or switched off: it lasts as long as the page.
  }
}

/** Keeps nothing more under a name. */
export function removeStored(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {
    // Switched off: there is nothing to remove.
  }
}

/** Tells objects, arrays and null apart, which `typeof` does not. */
const kindOf = (value: unknown): string => Object.prototype.toString.call(value);
