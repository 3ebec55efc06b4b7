import { createHash } from 'node:crypto';
import type { Decision, Store } from '../../../lambdas/store/store.ts';
import type { Mail } from '../../../local/inbox/mail.ts';
import type { Context, Fill } from '../answers/answer.ts';
import type { Arrived, Device } from './device.ts';
import type { Examiner } from './examiner.ts';
import type { Keyboard } from './keyboard.ts';

/** An answer that was sent, and what the person read then. */
export interface Sent {
  readonly about: string;
  readonly question: string;
  readonly role: string;
  readonly device: string;
  readonly thanks: string;
}

/** What people met while they answered. */
export interface Experience {
  readonly sent: Sent[];
  /** What was not as it should be, in sentences. */
  readonly amiss: string[];
  /** Content types of the PDFs that pages link to. */
  readonly pdfs: string[];
  /** Long forms that were saved and found again with what had been typed. */
  readonly saved: string[];
  /** Forms that were done by keyboard alone. */
  readonly byKeyboard: { readonly question: string; readonly keyboard: Keyboard }[];
}

/** Somebody with a mail whose link they are about to follow. */
export interface Visit {
  readonly device: Device;
  readonly mail: Mail;
  readonly secret: string;
  readonly told: Context;
  readonly answer: Fill;
  /** 'qar choose-dates host': one for each kind of page. */
  readonly name: string;
}

export const CHECK = 'Check your answer before you send it';
/** The ways from the list of a form's parts to each of them. */
const PARTS = 'main dl a[href^="?part="]';
const REVIEW = 'See where this review stands';
const PDF = 'The report as a PDF';

/** How people go about a question: they read, look round, answer, check, and look again at what became of it. */
export class Visits {
  readonly experience: Experience = { sent: [], amiss: [], pdfs: [], saved: [], byKeyboard: [] };
  readonly #examiner: Examiner;

  constructor(examiner: Examiner) {
    this.#examiner = examiner;
  }

  /** Reads the mail, follows its link and looks at the page. */
  async arrive({ device, mail, secret, name }: Visit): Promise<void> {
    this.show(`${name}: page`, await device.follow(mail, secret));
    await this.#lookAtReview(device, name);
    await this.lookAtPdf(device);
  }

  /** Answers the question whose page is open, and reads the thanks. */
  async answer(visit: Visit): Promise<void> {
    const { device, told, answer, name } = visit;
    const button = await this.#firstButton(visit);
    if (button === 'Continue') await this.#pressTooSoon(visit);
    if ((await device.page.locator(PARTS).count()) > 0) await this.#fillParts(visit);
    else await answer(device.hand, told);
    await this.#saveForLater(visit);
    const after = await device.press(button);
    if (button === 'Continue') await this.#check(visit, after);
    await this.thanked(visit);
    if (this.#examiner.wants(`${name}: settled`)) {
      this.show(`${name}: settled`, await device.follow(visit.mail, visit.secret));
      await this.lookAtPdf(device);
    }
  }

  /** @throws Error when there is no panel that says that the answer has come. */
  async thanked({ device, told: { decision }, name }: Visit): Promise<void> {
    const { page } = device;
    const panel = page.locator('.govuk-panel').getByRole('heading', { level: 1 });
    if ((await panel.count()) === 0) {
      const errors = await page.locator('.govuk-error-summary li').allTextContents();
      throw new Error(`${name} was not taken: ${errors.join('; ') || (await page.title())}`);
    }
    this.show(`${name}: thanks`, { status: 200, html: await page.content(), headers: {} });
    const { about, question, role } = decision;
    const thanks = (await panel.textContent()) ?? '';
    this.experience.sent.push({ about, question, role, device: device.name, thanks });
  }

  show(name: string, { status, html, headers }: Arrived): void {
    this.#examiner.show({ name, kind: 'page', html, headers });
    if (status >= 500) this.experience.amiss.push(`${name}: status ${status}`);
  }

  async lookAtPdf({ page }: Device, name = PDF): Promise<void> {
    const link = page.getByRole('link', { name });
    if ((await link.count()) === 0) return;
    const address = new URL((await link.first().getAttribute('href')) ?? '', page.url());
    const response = await page.request.get(address.href);
    this.experience.pdfs.push(`${response.status()} ${response.headers()['content-type']}`);
  }

  async #firstButton({ device, told }: Visit): Promise<string> {
    const isChecked = await device.page.getByRole('button', { name: 'Continue', exact: true }).count();
    return isChecked > 0 ? 'Continue' : told.samples.button;
  }

  async #lookAtReview(device: Device, name: string): Promise<void> {
    const link = device.page.getByRole('link', { name: REVIEW });
    if (!this.#examiner.wants(`${name}: review`) || (await link.count()) === 0) return;
    this.show(`${name}: review`, await device.arrive(() => link.click()));
    await device.arrive(() => device.page.getByRole('link', { name: 'Back to your question' }).click());
  }

  /** Presses the button before anything was filled in: it says what is missing, or shows what stood there already. */
  async #pressTooSoon({ device, name }: Visit): Promise<void> {
    if (!this.#examiner.wants(`${name}: too soon`)) return;
    const { page } = device;
    this.show(`${name}: too soon`, await device.press('Continue'));
    if ((await page.getByRole('heading', { level: 1, name: CHECK }).count()) > 0) {
      await device.press('Change something');
      return;
    }
    // The page's script sets it once it has run, which takes its time on a busy machine.
    const focused = page.locator('.govuk-error-summary:focus').waitFor({ state: 'attached' });
    const hasFocus = await focused.then(
      () => true,
      () => false,
    );
    if (!hasFocus) this.experience.amiss.push(`${name}: the error summary has no focus`);
    if (!(await page.title()).startsWith('Error: ')) this.experience.amiss.push(`${name}: the title says no error`);
  }

  /** Saves a long form and opens its link again: everything is there. */
  async #saveForLater(visit: Visit): Promise<void> {
    const { device, name, mail, secret } = visit;
    const save = device.page.getByRole('button', { name: 'Save and finish later' });
    if (!this.#examiner.wants(`${name}: saved`) || (await save.count()) === 0) return;
    const typed = await device.typed();
    this.show(`${name}: saved`, await device.press('Save and finish later'));
    this.show(`${name}: opened again`, await device.follow(mail, secret));
    this.#same(name, 'saving', typed, await device.typed());
    this.experience.saved.push(name);
  }

  /** Fills each part of a form in parts in, saves it and opens it again: everything is there. Ends on the list of them. */
  async #fillParts({ device, name, told, answer }: Visit): Promise<void> {
    const { page } = device;
    const parts = page.locator(PARTS);
    const count = await parts.count();
    for (let part = 1; part <= count; part += 1) {
      const open = () => device.arrive(() => parts.nth(part - 1).click());
      this.show(`${name}: part ${part}`, await open());
      await answer(device.hand, told);
      const typed = await device.typed();
      this.show(`${name}: saved part ${part}`, await device.press('Save this part'));
      await open();
      this.#same(name, `saving part ${part}`, typed, await device.typed());
      await device.arrive(() => page.getByRole('link', { name: 'Back to all parts without saving' }).click());
    }
    this.experience.saved.push(name);
  }

  async #check({ device, told, name }: Visit, shown: Arrived): Promise<void> {
    const { page } = device;
    if ((await page.getByRole('heading', { level: 1, name: CHECK }).count()) === 0) {
      const errors = await page.locator('.govuk-error-summary li').allTextContents();
      throw new Error(`${name} was refused: ${errors.join('; ') || (await page.title())}`);
    }
    if (this.#examiner.wants(`${name}: check`)) {
      this.show(`${name}: check`, shown);
      // What was saved part by part travels by the name of its draft alone.
      const carried = /name="(?!step|draft-version)|name="draft-version" value="[1-9]/;
      if (!carried.test(shown.html)) this.experience.amiss.push(`${name}: the page to check carries nothing`);
      await device.press('Change something');
      const typed = await device.typed();
      await device.press('Continue');
      await device.press('Change something');
      this.#same(name, 'changing', typed, await device.typed());
      await device.press('Continue');
    }
    await device.press(told.samples.button);
  }

  #same(name: string, after: string, before: readonly string[], now: readonly string[]): void {
    const lost = before.filter((value) => !value.endsWith('=') && !now.includes(value));
    if (lost.length > 0) this.experience.amiss.push(`${name}: lost after ${after}: ${lost.join('; ')}`);
  }
}

/** The decision behind a link, as it stands now. */
export async function decisionBehind(store: Store, secret: string): Promise<Decision | undefined> {
  const link = await store.link(createHash('sha256').update(secret).digest('hex'));
  return link && (await store.decision(link.about, link.decision));
}
