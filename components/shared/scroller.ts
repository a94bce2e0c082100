/** The nearest ancestor that scrolls, through shadow roots; the page if there is none. */
export function scrollerOf(element: Element): Element {
  for (let node: Node | null = element; node; node = node.parentNode ?? (node as ShadowRoot).host ?? null) {
    if (
      node instanceof Element &&
      node.scrollHeight > node.clientHeight &&
      /auto|scroll/.test(getComputedStyle(node).overflowY)
    )
      return node;
  }
  return document.scrollingElement ?? document.documentElement;
}
