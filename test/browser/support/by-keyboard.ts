import type { Locator } from 'playwright-core';
import { hasFocus, Keyboard } from './keyboard.ts';
import type { Visit, Visits } from './visits.ts';

/** Answers a question with Tab, Space and Enter alone. */
export type ByKeyboard = (visit: Visit, visits: Visits) => Promise<void>;

/** Ranks weeks: the second is chosen as the first already is, mended by way of the error summary, checked, changed and sent. */
export const chooseDatesByKeyboard: ByKeyboard = async (visit, visits) => {
  const { device, name } = visit;
  const { page, hand } = device;
  const keyboard = new Keyboard(page);
  await skipToContent(visit, keyboard);
  const first = await week(hand.form, 1).inputValue();
  const right = await week(hand.form, 2).inputValue();
  await keyboard.tabTo(week(hand.form, 2));
  await keyboard.choose(week(hand.form, 2), first);
  await keyboard.tabTo(button(visit, 'Continue'));
  visits.show(`${name}: same week twice`, await device.arrive(() => keyboard.press('Enter')));
  await must(page.locator('.govuk-error-summary'), 'The error summary has no focus');
  const link = page.locator('.govuk-error-summary a').first();
  await keyboard.tabTo(link);
  await keyboard.press('Enter');
  await must(week(hand.form, 2), 'The link of the summary does not lead to the field');
  await keyboard.tabTo(link, 'Shift+Tab');
  await keyboard.press('Enter');
  await keyboard.choose(week(hand.form, 2), right);
  await keyboard.tabTo(button(visit, 'Continue'));
  await device.arrive(() => keyboard.press('Space'));
  await keyboard.tabTo(button(visit, 'Change something'));
  await device.arrive(() => keyboard.press('Enter'));
  await keyboard.tabTo(button(visit, 'Continue'));
  visits.show(`${name}: check`, await device.arrive(() => keyboard.press('Enter')));
  await keyboard.tabTo(button(visit, visit.told.samples.button));
  await device.arrive(() => keyboard.press('Enter'));
  await visits.thanked(visit);
  visits.experience.byKeyboard.push({ question: visit.told.decision.question, keyboard });
};

/** Answers a question whose answer is one choice. */
export const chooseByKeyboard =
  (option: string): ByKeyboard =>
  async (visit, visits) => {
    const { device } = visit;
    const keyboard = new Keyboard(device.page);
    await skipToContent(visit, keyboard);
    const radio = device.hand.form.getByRole('radio', { name: option, exact: true });
    await keyboard.tabTo(radio);
    await keyboard.press('Space');
    await keyboard.tabTo(button(visit, 'Continue'));
    await device.arrive(() => keyboard.press('Enter'));
    await keyboard.tabTo(button(visit, visit.told.samples.button));
    await device.arrive(() => keyboard.press('Space'));
    await visits.thanked(visit);
    visits.experience.byKeyboard.push({ question: visit.told.decision.question, keyboard });
  };

/** The first stop of a page is the link past its head, and it leads there. */
async function skipToContent({ device: { page } }: Visit, keyboard: Keyboard): Promise<void> {
  const skip = page.getByRole('link', { name: 'Skip to main content' });
  await keyboard.tabTo(skip);
  if (keyboard.stops !== 1) throw new Error('The link past the head of the page is not its first stop.');
  await keyboard.press('Enter');
  if (!page.url().endsWith('#main-content')) throw new Error('The link past the head leads nowhere.');
}

const week = (form: Locator, rank: number): Locator => form.getByRole('combobox').nth(rank - 1);

const button = ({ device: { page } }: Visit, name: string): Locator =>
  page.getByRole('main').getByRole('button', { name, exact: true });

async function must(focused: Locator, otherwise: string): Promise<void> {
  if (!(await hasFocus(focused))) throw new Error(`${otherwise}.`);
}
