import 'axe-core/axe.min.js';
import { emulateMedia } from '@web/test-runner-commands';
import type { AxeResults, RunOptions } from 'axe-core';
import { COLOR_RULES } from './axe.ts';

interface VirtualNode {
  actualNode: HTMLElement;
}

/** The parts of axe that its types leave out. */
interface Axe {
  run(context: Element, options: RunOptions): Promise<AxeResults>;
  setup(root: Element): VirtualNode;
  teardown(): void;
  utils: { querySelectorAll(tree: VirtualNode, selector: string): VirtualNode[] };
  commons: {
    aria: { getRole(node: VirtualNode): string | null };
    text: { accessibleTextVirtual(node: VirtualNode): string };
    dom: { isVisibleToScreenReaders(node: VirtualNode): boolean };
  };
}

const { axe } = window as unknown as { axe: Axe };

/** The elements of a role that assistive technology finds on the page, in shadow roots too, and whether their accessible names fit. */
function elementsOfRole(role: string, name?: string | RegExp): { element: HTMLElement; fits: boolean }[] {
  const tree = axe.setup(document.body);
  try {
    const { aria, text, dom } = axe.commons;
    const fits = (node: VirtualNode): boolean => {
      if (name === undefined) return true;
      const found = text.accessibleTextVirtual(node);
      return typeof name === 'string' ? found === name : name.test(found);
    };
    return axe.utils
      .querySelectorAll(tree, '*')
      .filter((node) => aria.getRole(node) === role && dom.isVisibleToScreenReaders(node))
      .map((node) => ({ element: node.actualNode, fits: fits(node) }));
  } finally {
    axe.teardown();
  }
}

/** What assistive technology finds on the page, in shadow roots too: the elements of a role, with an accessible name if one is given. */
export const allByRole = (role: string, name?: string | RegExp): HTMLElement[] =>
  elementsOfRole(role, name).flatMap(({ element, fits }) => (fits ? [element] : []));

/** The one element of a role and name. */
export function byRole<T extends HTMLElement = HTMLElement>(role: string, name?: string | RegExp): T {
  const all = elementsOfRole(role, name);
  const [found, ...more] = all.filter(({ fits }) => fits);
  if (!found)
    throw new Error(
      `No ${role} ${name ?? ''}. There are: ${[...new Set(all.map(({ element }) => element.outerHTML.slice(0, 160)))].join('\n')}`,
    );
  if (more.length) throw new Error(`${more.length + 1} elements are a ${role} ${name ?? ''}`);
  return found.element as T;
}

/** Waits until `check` gives something truthy without throwing. */
export async function eventually<T>(check: () => T | undefined | null | false | 0 | '', timeout = 20_000): Promise<T> {
  const end = performance.now() + timeout;
  for (;;) {
    try {
      const result = check();
      if (result) return result;
      if (performance.now() > end) throw new Error(`Never happened: ${check}`);
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The element that has the focus, in the innermost shadow root. */
export function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** All text on the page, of shadow roots too and as it is rendered. */
export const textOf = (root: Node = document.body): string => {
  if (root instanceof HTMLStyleElement) return '';
  if (root.nodeType === Node.TEXT_NODE) return root.textContent ?? '';
  const children =
    root instanceof HTMLSlotElement && root.assignedNodes().length
      ? root.assignedNodes()
      : [...((root as Element).shadowRoot ?? root).childNodes];
  return children.map(textOf).join(' ').replace(/\s+/g, ' ');
};

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Throws unless axe finds nothing to say about an element on a page of `showPage`, in light and in dark. */
export async function expectAccessible(element: Element): Promise<void> {
  const page = element.closest('main');
  await emulateMedia({ reducedMotion: 'reduce' });
  for (const colorScheme of ['light', 'dark'] as const) {
    if (page) page.style.colorScheme = colorScheme;
    // Colours fade from one scheme to the other.
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
    await new Promise((resolve) => setTimeout(resolve, 30));
    const { violations } = await axe.run(element, {
      // What fits the rules is counted only, which is quicker by a seventh.
      resultTypes: ['violations'],
      ...(colorScheme === 'light'
        ? { runOnly: RULES, rules: { region: { enabled: false } } }
        : { runOnly: { type: 'rule', values: COLOR_RULES } }),
    });
    const found = violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(' ')}\n  ${failureSummary}`),
    );
    if (found.length) throw new Error(`axe (${colorScheme}):\n${found.join('\n')}`);
  }
  if (page) page.style.colorScheme = 'light dark';
}

/** Shows elements on a page with the colours of the system, as wide as said. Cleared by `clearPage`. */
export function showPage(width: string, ...elements: Element[]): HTMLElement {
  const page = document.createElement('main');
  page.style.cssText = `width:${width};color-scheme:light dark;background:light-dark(#fff,#16181d)`;
  page.append(...elements);
  document.body.replaceChildren(page);
  document.title = 'Test';
  document.documentElement.lang = 'de';
  return page;
}

export function clearPage(): void {
  document.body.replaceChildren();
  // What loads when it comes near the screen must not do so in the next test because this one has scrolled down.
  scrollTo(0, 0);
}

/** What reaches over the right edge of `page`, in shadow roots too. */
export function overflowing(page: Element): Element[] {
  const edge = page.getBoundingClientRect().right + 1;
  const within = (root: Element | ShadowRoot): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) => {
      const { right, width, height } = element.getBoundingClientRect();
      const hidden = width <= 1 || height <= 1 || getComputedStyle(element).clipPath !== 'none';
      return [
        ...(right > edge && !hidden && !element.closest('.visually-hidden') ? [element] : []),
        ...(element.shadowRoot ? within(element.shadowRoot) : []),
      ];
    });
  return within(page);
}

/** Types into a field, as far as the page can tell. */
export function type(field: HTMLElement, text: string): void {
  (field as HTMLInputElement).value = text;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

export const press = (element: Element | null, key: string, init: KeyboardEventInit = {}): void => {
  element?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...init }),
  );
};

/** Pastes a file, or text, into a field; says whether the page took the paste over from the browser. */
export function paste(field: Element, content: File | string): boolean {
  const clipboardData = new DataTransfer();
  if (typeof content === 'string') clipboardData.setData('text', content);
  else clipboardData.items.add(content);
  const event = new ClipboardEvent('paste', { bubbles: true, composed: true, cancelable: true });
  // Firefox leaves out what a script hands to the constructor as clipboard.
  Object.defineProperty(event, 'clipboardData', { value: clipboardData });
  return !field.dispatchEvent(event);
}

/** What the live regions of the page say. */
export const statusText = (): string =>
  allByRole('status')
    .map((region) => textOf(region))
    .join(' | ');
