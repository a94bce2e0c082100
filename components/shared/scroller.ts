/** The nearest scrolling ancestor of an element, found through slots and shadow roots; the page if there is none. */
export function scrollerOf(element: Element): Element {
  for (let node: Node | null = element; node; node = parentOf(node)) {
    if (
      node instanceof Element &&
      node.scrollHeight > node.clientHeight + 1 &&
      /auto|scroll/.test(getComputedStyle(node).overflowY)
    )
      return node;
  }
  return document.scrollingElement ?? document.documentElement;
}

const parentOf = (node: Node): Node | null =>
  (node as Element).assignedSlot ?? node.parentNode ?? (node as ShadowRoot).host ?? null;
