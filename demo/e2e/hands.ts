import type { Locator } from 'playwright-core';

/** How somebody uses a page. */
export interface Hands {
  press(target: Locator): Promise<void>;
  fill(target: Locator, text: string): Promise<void>;
  /** Chooses a radio button. */
  choose(target: Locator): Promise<void>;
  /** Picks files in the dialog the target opens. */
  attach(target: Locator, files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void>;
}

const TABS_MAX = 250;

export const mouse: Hands = {
  press: (target) => target.click(),
  fill: (target, text) => target.fill(text),
  // What is clicked is the label; the button itself may be too small to hit.
  choose: (target) => target.evaluate((input) => (input as HTMLInputElement).labels?.[0]?.click()),
  async attach(target, files) {
    await target.setInputFiles(files);
  },
};

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active === element;
  });

const isFocusVisible = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element.matches(':focus-visible'));

async function tabTo(target: Locator, arrived = isFocused): Promise<void> {
  await target.waitFor({ state: 'attached' });
  const { keyboard } = target.page();
  for (let tabs = 0; tabs < TABS_MAX; tabs++) {
    if (await arrived(target)) {
      if (!(await isFocusVisible(target)) && arrived === isFocused)
        throw new Error(`The focus cannot be seen: ${target}`);
      return;
    }
    await keyboard.press('Tab');
  }
  throw new Error(`Cannot be reached by Tab: ${target}`);
}

/** Nothing but keys: Tab, arrows, Enter, Space and letters. */
export const keyboard: Hands = {
  async press(target) {
    await tabTo(target);
    await target.page().keyboard.press('Enter');
  },
  async fill(target, text) {
    await tabTo(target);
    await target.page().keyboard.press('ControlOrMeta+A');
    await target.page().keyboard.insertText(text);
  },
  async choose(target) {
    await tabTo(target, isGroupFocused);
    for (let arrows = 0; arrows < 10 && !(await isFocused(target)); arrows++)
      await target.page().keyboard.press('ArrowRight');
    await target.page().keyboard.press('Space');
  },
  async attach(target, files) {
    await tabTo(target);
    const chooser = target.page().waitForEvent('filechooser');
    await target.page().keyboard.press('Enter');
    await (await chooser).setFiles(files);
  },
};

/** Whether the focus is in the radio group of a button. */
const isGroupFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return (
      active instanceof HTMLInputElement &&
      active.type === 'radio' &&
      active.name === (element as HTMLInputElement).name
    );
  });
