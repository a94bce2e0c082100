// A browser's translator replaces text nodes by `<font><font>translated</font></font>`. Lit keeps references to its own text nodes: it updates their text,
// and inserts content before some of them. When such a node was replaced, updates are invisible and insertions throw. So while an element renders, Lit's
// nodes are put back in their places; afterwards the translations of unchanged text return. The translator sees the others as new text and translates them.

/** The text node that a translation stands for. */
const originals = new WeakMap<Element, Text>();
/** The translations that were taken out for the element that is rendering, with the text they are of. */
const takenOut: [font: Element, original: Text, text: string][] = [];
let observer: MutationObserver | undefined;

function remember(records: readonly MutationRecord[]): void {
  for (const { removedNodes, addedNodes, previousSibling, nextSibling } of records) {
    const [original] = removedNodes;
    const font = [...addedNodes, previousSibling, nextSibling].find((node) => node?.nodeName === 'FONT');
    if (font && original instanceof Text) originals.set(font as Element, original);
  }
}

/** Records which text nodes a translator replaces below a root, for as long as the root exists. */
export function watchTranslations(root: Node): void {
  observer ??= new MutationObserver(remember);
  observer.observe(root, { childList: true, subtree: true });
}

/** Before an element renders: puts Lit's own nodes back in place of their translations. */
export function takeOutTranslations(root: ParentNode): void {
  if (observer) remember(observer.takeRecords());
  for (const font of root.querySelectorAll('font')) {
    const original = originals.get(font);
    if (!original) continue;
    font.replaceWith(original);
    takenOut.push([font, original, original.data]);
  }
}

/** After an element rendered: puts the translations of unchanged text back. */
export function putBackTranslations(): void {
  for (const [font, original, text] of takenOut.splice(0)) if (original.data === text) original.replaceWith(font);
}
