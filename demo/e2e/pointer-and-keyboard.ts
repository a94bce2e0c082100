import type { Locator } from 'playwright-core';

/** Ways to use a page, so that each test of a journey can run with the pointer and with the keyboard alone. */
export interface UserInput {
  press(target: Locator): Promise<void>;
  fill(target: Locator, text: string): Promise<void>;
  /** Chooses an option of a select by its words. */
  choose(target: Locator, option: string): Promise<void>;
  /** Picks files in the dialog the target opens. */
  attach(target: Locator, files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void>;
}

const TABS_MAX = 250;
const OPTIONS_MAX = 20;

export const mouse: UserInput = {
  press: (target) => target.click(),
  fill: (target, text) => target.fill(text),
  async choose(target, option) {
    await target.selectOption({ label: option });
  },
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

async function tabTo(target: Locator): Promise<void> {
  await target.waitFor({ state: 'attached' });
  const { keyboard } = target.page();
  for (let tabs = 0; tabs < TABS_MAX; tabs++) {
    if (await isFocused(target)) {
      if (!(await isFocusVisible(target))) throw new Error(`The focus cannot be seen: ${target}`);
      return;
    }
    await keyboard.press('Tab');
  }
  throw new Error(`Cannot be reached by Tab: ${target}`);
}

/** Nothing but keys: Tab, arrows, Enter, Space and letters. */
export const keyboard: UserInput = {
  async press(target) {
    await tabTo(target);
    await target.page().keyboard.press('Enter');
  },
  async fill(target, text) {
    await tabTo(target);
    await target.page().keyboard.press('ControlOrMeta+A');
    await target.page().keyboard.insertText(text);
  },
  async choose(target, option) {
    await tabTo(target);
    const chosen = () => target.evaluate((select) => (select as HTMLSelectElement).selectedOptions[0]?.label);
    for (let arrows = 0; arrows < OPTIONS_MAX && (await chosen()) !== option; arrows++)
      await target.page().keyboard.press('ArrowDown');
  },
  async attach(target, files) {
    await tabTo(target);
    const chooser = target.page().waitForEvent('filechooser');
    await target.page().keyboard.press('Enter');
    await (await chooser).setFiles(files);
  },
};
