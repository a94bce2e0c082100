// A browser's translator replaces text nodes by `<font><font>translated</font></font>`. Lit keeps the nodes it made: it writes new text to them, and takes
// some for the end of a part of a template. What it writes then is on no screen, and what it inserts there is an error. So the nodes that Lit knows are
// back in their places while an element renders; afterwards so are the translations of those that did not change. The translator sees the others as
// new text, and translates them.

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

/** Notes what a translator replaces below a root, for as long as the root lives. */
export function watchTranslations(root: Node): void {
  observer ??= new MutationObserver(remember);
  observer.observe(root, { childList: true, subtree: true });
}

/** Puts the nodes that Lit knows back in the places of their translations, before an element renders. */
export function takeOutTranslations(root: ParentNode): void {
  if (observer) remember(observer.takeRecords());
  for (const font of root.querySelectorAll('font')) {
    const original = originals.get(font);
    if (!original) continue;
    font.replaceWith(original);
    takenOut.push([font, original, original.data]);
  }
}

/** Puts those translations back whose text is the same after rendering. */
export function putBackTranslations(): void {
  for (const [font, original, text] of takenOut.splice(0)) if (original.data === text) original.replaceWith(font);
}
