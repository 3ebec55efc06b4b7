import type { Locator, Page } from 'playwright-core';

const MOST_STOPS = 200;

/** Somebody who has a keyboard and nothing else. */
export class Keyboard {
  /** Stops at which nobody sees where they are (WCAG 2.2, 2.4.7). */
  readonly unseen: string[] = [];
  stops = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  press(key: string): Promise<void> {
    return this.#page.keyboard.press(key);
  }

  /** Goes up or down a list that has the focus until it holds the value. Entries that are not to be chosen are passed over. */
  async choose(list: Locator, value: string): Promise<void> {
    const [now, wanted] = await list.evaluate((element, to) => {
      const { options, selectedIndex } = element as HTMLSelectElement;
      return [selectedIndex, [...options].findIndex((option) => option.value === to)];
    }, value);
    for (let step = 0; step < MOST_STOPS && (await list.inputValue()) !== value; step += 1) {
      await this.press((wanted ?? 0) < (now ?? 0) ? 'ArrowUp' : 'ArrowDown');
    }
    if ((await list.inputValue()) !== value) throw new Error(`The keyboard does not choose ${value}.`);
  }

  /**
   * Goes on with Tab, or back with Shift+Tab, until the element has the focus.
   *
   * @throws Error when it is never reached.
   */
  async tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      await this.press(key);
      this.stops += 1;
      const blind = await this.#page.evaluate(focusUnseen);
      if (blind !== undefined) this.unseen.push(blind);
      if (await hasFocus(target)) return;
    }
    throw new Error(`The keyboard does not reach ${target}.`);
  }
}

export const hasFocus = (target: Locator): Promise<boolean> =>
  target.first().evaluate((element) => element === document.activeElement);

/** Runs in the page: what has the focus without showing it. A radio button is drawn beside its input. */
function focusUnseen(): string | undefined {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return undefined;
  const label = focused.matches('input[type=radio], input[type=checkbox]') ? focused.nextElementSibling : null;
  const styles = [getComputedStyle(focused), ...(label ? [getComputedStyle(label, '::before')] : [])];
  const isSeen = styles.some(
    ({ outlineStyle, outlineWidth, boxShadow }) =>
      (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none',
  );
  return isSeen ? undefined : `${focused.tagName} '${(focused.textContent || focused.id).trim().slice(0, 40)}'`;
}
