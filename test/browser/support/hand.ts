import type { Locator, Page } from 'playwright-core';
import { readPage } from '../../../local/people/form.ts';
import type { SampleValues } from '../../../local/people/samples.ts';

/** The words of a label, a legend or a button: all of them, or a part that tells it from every other. */
export type Words = string | RegExp;

const named = (words: Words) => ({ name: words, exact: typeof words === 'string' });

/** Somebody who fills a form in: every field is found by its role and its words, as it is seen and read out. */
export class Hand {
  readonly page: Page;
  #written = 0;

  constructor(page: Page) {
    this.page = page;
  }

  /** The question's own form; others on the page ask for more time or name a colleague. */
  get form(): Locator {
    return this.page.getByRole('main').locator('form').first();
  }

  /** Fills in what is empty yet and what is known of it. @param fields by the names of the form's fields */
  async fillIn(fields: SampleValues): Promise<void> {
    const { controls = [] } = readPage(await this.page.content(), 200);
    for (const { name, kind, label, group, value, options } of controls) {
      const known = [fields[name] ?? []].flat().filter((one) => one !== '');
      const [only] = known;
      if (only === undefined || value.length > 0 || kind === 'hidden') continue;
      const within = group === undefined ? this.form : this.form.getByRole('group', named(group));
      if (kind === 'radio' || kind === 'checkbox') {
        for (const option of options.filter((one) => known.includes(one.value))) {
          await within.getByRole(kind, named(option.label)).check();
        }
      } else if (kind === 'select') {
        await within.getByRole('combobox', named(label)).selectOption(only);
      } else if (kind === 'day') {
        await within.getByLabel(label, { exact: true }).fill(only);
      } else {
        await within.getByRole('textbox', named(label)).fill(only);
      }
    }
  }

  async choose(legend: Words, option: Words): Promise<void> {
    await this.form.getByRole('group', named(legend)).getByRole('radio', named(option)).check();
  }

  /** Chooses the same option wherever it is offered and nothing is chosen yet. */
  async chooseEverywhere(option: Words): Promise<void> {
    for (const group of await this.form.getByRole('group', { name: /\S/ }).all()) {
      const radio = group.getByRole('radio', named(option));
      if ((await radio.count()) === 1 && (await group.getByRole('radio', { checked: true }).count()) === 0) {
        await radio.check();
      }
    }
  }

  async tick(label: Words): Promise<void> {
    await this.form.getByRole('checkbox', named(label)).check();
  }

  async write(label: Words, text: string): Promise<void> {
    await this.form.getByRole('textbox', named(label)).fill(text);
  }

  /** Writes into every box with a label that is empty yet, nowhere the same, so that the lines of a report differ. */
  async writeEverywhere(texts: readonly string[]): Promise<void> {
    // The boxes as they are found once: a locator would look the whole form through again for each.
    for (const box of await this.form.getByRole('textbox', { name: /\S/ }).elementHandles()) {
      if ((await box.inputValue()) !== '') continue;
      const mark = [...String(this.#written)].map((digit) => 'abcdefghij'.at(Number(digit))).join('');
      await box.fill(`${texts[this.#written % texts.length]} Note ${mark}.`);
      this.#written += 1;
    }
  }

  /** @param date 'YYYY-MM-DD' */
  /** Chooses a day in the browser's own calendar. */
  async day(label: string, date: string): Promise<void> {
    await this.form.getByLabel(label, { exact: true }).fill(date);
  }

  /** Chooses the entry of a list that is sent as `value`. */
  async pick(label: Words, value: string): Promise<void> {
    await this.form.getByRole('combobox', named(label)).selectOption(value);
  }

  /** The first entry of a list after the one that stands for no choice. */
  async pickFirst(label: Words): Promise<void> {
    await this.form.getByRole('combobox', named(label)).selectOption({ index: 1 });
  }

  async open(summary: Words): Promise<void> {
    await this.page.locator('summary').filter({ hasText: summary }).first().click();
  }

  async press(button: Words): Promise<void> {
    await this.page.getByRole('main').getByRole('button', named(button)).click();
  }
}
