import { readPage } from '../../../local/people/form.ts';
import type { LocalStack } from '../../../local/stack.ts';

/** Opens the link of the one mail that asks to confirm an address, and presses the button of its page twice. Gives both statuses. */
export async function confirmAddress(stack: LocalStack, email: string): Promise<readonly number[]> {
  const [mail, ...others] = stack.inbox
    .messages({ to: email })
    .filter(({ subject }) => subject.startsWith('Please confirm'));
  if (mail === undefined || others.length > 0)
    throw new Error(`${others.length} mails too many ask ${email} to confirm.`);
  const link = stack.localUrl(/http\S+\/d\/[\w-]{43}/.exec(mail.text ?? '')?.[0] ?? '');
  const shown = await fetch(link);
  const { controls = [] } = readPage(await shown.text(), shown.status);
  const press = async () => {
    const response = await fetch(link, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams(controls.map(({ name, value }): [string, string] => [name, String(value)])).toString(),
    });
    await response.text();
    return response.status;
  };
  return [await press(), await press()];
}
