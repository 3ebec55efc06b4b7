import type { Mail } from '../../../local/inbox/mail.ts';
import type { Device } from './device.ts';
import type { Visits } from './visits.ts';

/** What somebody can do with a question beside answering it, each looked at once. Ends on the question's page. */
export async function lookRound(device: Device, visits: Visits, name: string): Promise<void> {
  const { page, hand } = device;
  await hand.open('Ask a colleague to answer instead');
  visits.show(`${name}: colleague`, await device.press('Ask this colleague'));
  await hand.open('This is not for me');
  visits.show(`${name}: not for me`, await device.press('This is not for me'));
  await device.arrive(() => page.getByRole('link', { name: 'Go back to the question' }).click());
  await hand.open('Ask for more time');
  visits.show(`${name}: more time`, await device.press(/^Give me until /));
}

/** The pages that anybody may open, and what they say to those who fill nothing in. */
export async function lookAtPublicPages(device: Device, visits: Visits): Promise<void> {
  const { hand } = device;
  for (const path of ['/', '/how-it-works', '/help', '/privacy', '/accessibility', '/nowhere']) {
    visits.show(`public: ${path}`, await device.open(path));
  }
  visits.show('links: page', await device.open('/links'));
  visits.show('links: too soon', await device.press('Mail me fresh links'));
  await hand.write('Your email address', 'nobody.we.know@example.org');
  visits.show('links: thanks', await device.press('Mail me fresh links'));
  visits.show('unknown link', await device.open(`/d/${'A'.repeat(43)}`));
}

/** A school that is no member. */
export const NEWCOMER = {
  ...{ urn: '909090', name: 'Larkspur Primary School' },
  email: 'morgan.ashby@larkspur-primary-school.example',
} as const;

/** A school that the network does not know registers its interest. */
export async function register(device: Device, visits: Visits): Promise<void> {
  const { hand } = device;
  visits.show('join: page', await device.open('/join'));
  visits.show('join: too soon', await device.press('Register our interest'));
  await hand.choose('Are you a school or a trust?', 'A school');
  await hand.write('Name of the school or trust', NEWCOMER.name);
  await hand.write('Postcode', 'AB1 2CD');
  await hand.write('Unique reference number (URN)', NEWCOMER.urn);
  await hand.form.getByRole('combobox', { name: 'Phase', exact: true }).selectOption({ label: 'Primary' });
  await hand.write('Your name', 'Morgan Ashby');
  await hand.write('Your job title', 'Headteacher');
  await hand.write('Your work email address', NEWCOMER.email);
  visits.show('join: thanks', await device.press('Register our interest'));
}

/** Whoever reads at the address looks at what was typed, and confirms it. */
export async function confirmAddress(device: Device, visits: Visits, mail: Mail | undefined): Promise<void> {
  const path = /\/d\/[\w-]{43}/.exec(mail?.text ?? '')?.[0] ?? '';
  visits.show('join: confirm', await device.open(path));
  visits.show('join: confirmed', await device.press('Yes, register our interest'));
  visits.show('join: confirmed before', await device.open(path));
}
