// Loads the elements of this package whose tags are on the page, now or later, and nothing else. Tags in the shadow roots of a page's own
// elements are not found; such an element imports what it uses.

// What the build knows. Files are relative to this module; elements go by the part of their tag behind `etron-`, and have the indices of the
// files that they need at once, their own first.
declare const FILES: readonly string[];
declare const ELEMENTS: Record<string, readonly number[]>;

const PREFIX = 'etron-';
const loaded = new Set<string>();

function load(tag: string): void {
  const files = tag.startsWith(PREFIX) && ELEMENTS[tag.slice(PREFIX.length)];
  if (!files || loaded.has(tag)) return;
  loaded.add(tag);
  const [own, ...others] = files.map((index) => new URL(FILES[index] as string, import.meta.url).href);
  // Without this, a browser would ask for each file only when it has read the one that imports it.
  for (const href of others) {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'modulepreload', href, crossOrigin: '' });
    document.head.append(link);
  }
  import(/* @vite-ignore */ own as string).catch((error: unknown) => {
    // The next element with this tag tries again.
    loaded.delete(tag);
    // biome-ignore lint/suspicious/noConsole: the only way to tell the page's author.
    console.error(`<${tag}> could not be loaded.`, error);
  });
}

function loadIn(node: Node): void {
  if (!(node instanceof Element)) return;
  load(node.localName);
  for (const element of node.querySelectorAll(':not(:defined)')) load(element.localName);
}

new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) loadIn(node);
}).observe(document, { childList: true, subtree: true });
loadIn(document.documentElement);
