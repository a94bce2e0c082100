import type { Result } from 'hono/router';
import { TrieRouter } from 'hono/router/trie-router';

/**
 * Hono's TrieRouter, with the results of paths without parameters kept. Hono's fastest router refuses `/tickets/facets` beside
 * `/tickets/{id}`, and its replacement would look for every path anew.
 */
export class Router<T> extends TrieRouter<T> {
  readonly #fixed = new Set<string>();
  readonly #results = new Map<string, Result<T>>();

  override add(method: string, path: string, handler: T): void {
    super.add(method, path, handler);
    if (!/[:*]/.test(path)) this.#fixed.add(path);
    this.#results.clear();
  }

  override match(method: string, path: string): Result<T> {
    if (!this.#fixed.has(path)) return super.match(method, path);
    const key = `${method} ${path}`;
    const result = this.#results.get(key) ?? super.match(method, path);
    this.#results.set(key, result);
    return result;
  }
}
