import { createHash } from 'node:crypto';
import * as z from 'zod';
import { emailField, type FormFields, parseForm, textField } from '../pages/kit.ts';
import { askInstead } from './ask-instead.ts';
import type { Mailer } from './mailer.ts';
import type { OpenedLink } from './open-link.ts';
import type { Desk } from './question.ts';

/** The field whose presence says that a form names a colleague and is no answer. */
export const HAND_OVER_FIELD = 'hand-over';

const Colleague = z.object({
  'colleague-name': textField({ label: 'your colleague’s name', max: 100 }),
  'colleague-job': textField({ label: 'your colleague’s job title', max: 100 }),
  'colleague-email': emailField({ label: 'your colleague’s work email address' }),
});

export type HandedOver =
  | { readonly kind: 'handed-over'; readonly name: string }
  | { readonly kind: 'wrong'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'not-possible' };

/** Whether the person who is asked may name somebody else: only where they answer for their organisation. */
export const mayHandOver = ({ bound, decision, decides }: OpenedLink): boolean =>
  decides &&
  decision.status === 'open' &&
  bound.addressee.role === 'host' &&
  bound.addressee.organisation !== undefined;

/**
 * Lets a colleague at the same organisation answer in the first person's place. The colleague gets the mail with a
 * link of their own; the links the first person has only read from then on.
 */
export async function handOver(
  opened: OpenedLink,
  fields: FormFields,
  at: string,
  desk: Desk & { readonly mailer: Mailer; readonly portalOrigin: string },
): Promise<HandedOver> {
  const parsed = parseForm(Colleague, fields);
  if (!parsed.ok) return { kind: 'wrong', errors: parsed.errors };
  if (!mayHandOver(opened)) return { kind: 'not-possible' };
  const { store } = desk;
  const { decision, bound, link } = opened;
  const organisation = bound.addressee.organisation ?? '';
  const { 'colleague-name': name, 'colleague-job': jobTitle, 'colleague-email': email } = parsed.value;
  const colleague = {
    person: colleagueId(organisation, email),
    name,
    email,
    role: bound.addressee.role,
    organisation,
    hub: bound.addressee.hub,
  };
  const before = await store.person(colleague.person);
  if (before?.mail) return { kind: 'wrong', errors: { 'colleague-email': NO_MAIL } };
  const handedOver = await askInstead(
    {
      decision,
      bound: {
        ...bound,
        addressee: colleague,
        mail: () => ({
          ...bound.mail(),
          whyYou: `You get this mail because a colleague at ${bound.hostName} asked that you answer in their place.`,
        }),
      },
      act: 'handed-over',
      audit: {
        who: link.person,
        role: bound.addressee.role,
        what: 'asked a colleague to answer instead',
        link: link.hash.slice(0, 12),
      },
      with: [
        store.rows.person.upsert({ person: colleague.person, name, email, jobTitle, member: organisation }).commit(),
      ],
      atOnce: true,
    },
    at,
    desk,
  );
  return handedOver ? { kind: 'handed-over', name } : { kind: 'not-possible' };
}

const NO_MAIL = 'An earlier mail to this address came back. Check the address, or name somebody else';

/** The same colleague named twice is one person. */
const colleagueId = (organisation: string, email: string): string =>
  `colleague-${organisation}-${createHash('sha256').update(email.toLowerCase()).digest('hex').slice(0, 10)}`;
