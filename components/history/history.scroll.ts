/** The nearest ancestor that scrolls, through shadow roots; the page if there is none. */
function scrollerOf(element: Element): Element {
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

/** Remembers where an element is on the screen; the function it gives scrolls so that it is there again, after something was put in above. */
export function keepPlace(element: Element | null): () => void {
  const top = element?.getBoundingClientRect().top ?? 0;
  return () => {
    if (element) scrollerOf(element).scrollTop += element.getBoundingClientRect().top - top;
  };
}
