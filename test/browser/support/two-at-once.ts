import type { Device } from './device.ts';
import type { Visit, Visits } from './visits.ts';

/** What became of a long form that was begun on a phone, and then open on two devices at once. */
export interface TwoAtOnce {
  /** What the desktop found that the phone had saved. */
  readonly foundOnDesktop: string;
  /** What the phone was told when it saved over what the desktop had saved. */
  readonly status: number;
  readonly said: string;
  /** What the phone's fields held then, and whether the desktop's text stood on the page. */
  readonly kept: string;
  readonly showsOther: boolean;
}

const LABEL = 'Your priorities this year';
const PART = 'Self-evaluation and priorities';
const SAVE = 'Save this part';

/** Begins the form on the visit's own device, goes on with another, and saves from both. Ends on the list of the form's parts. */
export async function writeOnTwo(visit: Visit, other: Device, visits: Visits): Promise<TwoAtOnce> {
  const { device, mail, secret, name } = visit;
  const box = (where: Device) => where.hand.form.getByRole('textbox', { name: LABEL, exact: true });
  const open = (where: Device) => where.arrive(() => where.page.getByRole('link', { name: PART }).click());
  await open(device);
  await device.hand.write(LABEL, 'Begun on the phone');
  // The part stays open, since its other field is still missing: what was typed is kept all the same.
  await device.press(SAVE);
  await other.follow(mail, secret);
  await open(other);
  const foundOnDesktop = await box(other).inputValue();
  await other.hand.write(LABEL, 'Written at the desktop');
  await other.press(SAVE);
  await device.hand.write(LABEL, 'Written on the phone meanwhile');
  const told = await device.press(SAVE);
  visits.show(`${name}: changed elsewhere`, told);
  const seen = {
    foundOnDesktop,
    status: told.status,
    said: (await device.page.getByRole('alert').textContent()) ?? '',
    kept: await box(device).inputValue(),
    showsOther: (await device.page.getByText('Written at the desktop').count()) > 0,
  };
  await device.follow(mail, secret);
  return seen;
}
