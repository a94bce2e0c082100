import { scrollerOf } from '../shared/scroller.ts';

/** Remembers where an element is on the screen; the function it gives scrolls so that it is there again, after something was put in above. */
export function keepPlace(element: Element | null): () => void {
  const top = element?.getBoundingClientRect().top ?? 0;
  return () => {
    if (element) scrollerOf(element).scrollTop += element.getBoundingClientRect().top - top;
  };
}
