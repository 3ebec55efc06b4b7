import { createHash } from 'node:crypto';
import { email, hidden, nameOf } from '../forms/fields.tsx';
import { fieldsOf } from '../forms/form.tsx';
import { aboutToSend } from '../mail/send-mail.ts';
import type { FormFields } from '../pages/kit.ts';
import { errorName } from '../platform/error-name.ts';
import { logger } from '../platform/logger.ts';
import { askInstead } from './ask-instead.ts';
import { NAMED_ON_A_PAGE } from './confirmed-contact.ts';
import { HAND_OVER_FIELD, handOversOf, MOST_HAND_OVERS } from './hand-overs.ts';
import { linkInAudit } from './links.ts';
import { type Mailer, mailFor, wantedOf } from './mailer.ts';
import { elsewhereNotice, isElsewhere } from './named-elsewhere.ts';
import type { OpenedLink } from './open-link.ts';
import type { Deps, Notice } from './question.ts';

/** The form by which somebody names a colleague. */
export const colleagueForm = fieldsOf({
  [HAND_OVER_FIELD]: hidden({ what: 'the wish', value: 'yes' }),
  'colleague-name': nameOf({ label: 'Your colleague’s name', what: 'your colleague’s name', max: 100 }),
  'colleague-job': nameOf({ label: 'Job title', what: 'your colleague’s job title', max: 100 }),
  'colleague-email': email({
    label: 'Work email address',
    what: 'your colleague’s work email address',
    autocomplete: 'off',
  }),
});

export type HandedOver =
  | { readonly kind: 'handed-over'; readonly name: string }
  | { readonly kind: 'wrong'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'not-possible' };

/** Whether the question is one that somebody answers for their organisation, and theirs to answer now by this link. */
const isForOrganisation = ({ bound, decision, decides, may }: OpenedLink): boolean =>
  decides &&
  may['hand-over'] &&
  decision.status === 'open' &&
  bound.addressee.role === 'host' &&
  bound.addressee.organisation !== undefined;

/** Whether the person who is asked may name somebody else: only where they answer for their organisation. */
export const mayHandOver = (opened: OpenedLink): boolean =>
  isForOrganisation(opened) && handOversOf(opened.decision).length < MOST_HAND_OVERS;

/** Whether they could, had the question not been handed over so often already. */
export const isHandedOverOftenEnough = (opened: OpenedLink): boolean =>
  isForOrganisation(opened) && handOversOf(opened.decision).length >= MOST_HAND_OVERS;

/**
 * Lets a colleague at the same organisation answer this one question in the first person's place, whether or not they are a
 * contact of it. The colleague gets the mail with a link of their own; the links that the first person has only read from then
 * on, though the question come back, so that each link names one colleague at most. The central team is told of a colleague
 * whose address is at none of the organisation's domains: that they are is on record with the rest, so that the daily round tells
 * them where this attempt broke off.
 */
export async function handOver(
  opened: OpenedLink,
  fields: FormFields,
  at: string,
  deps: Deps & { readonly mailer: Mailer; readonly portalOrigin: string },
): Promise<HandedOver> {
  const parsed = colleagueForm.read(fields);
  if (!parsed.ok) return { kind: 'wrong', errors: parsed.errors };
  if (!mayHandOver(opened)) return { kind: 'not-possible' };
  const { store } = deps;
  const { decision, bound, link } = opened;
  const organisation = bound.addressee.organisation ?? '';
  const { 'colleague-name': name, 'colleague-job': jobTitle, 'colleague-email': email } = parsed.value;
  const colleague = {
    person: colleagueId(organisation, email),
    name,
    email,
    role: bound.addressee.role,
    organisation,
    standsIn: true as const,
    hub: bound.addressee.hub,
  };
  if (colleague.person === link.person || isOwn(email, bound)) {
    return { kind: 'wrong', errors: { 'colleague-email': YOURSELF } };
  }
  const [before, elsewhere] = await Promise.all([store.person(colleague.person), isElsewhere(colleague, deps)]);
  if (before?.mail) {
    return { kind: 'wrong', errors: { 'colleague-email': before.mail === 'erased' ? NOT_TO_BE_WRITTEN_TO : NO_MAIL } };
  }
  const notice = elsewhere ? elsewhereNotice(bound, decision, colleague, deps) : undefined;
  const told = notice && (await unlessTold(notice, decision.about, at, deps));
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
      named: 'handed-over',
      handOvers: [...handOversOf(decision), { person: link.person, at }],
      audit: {
        who: link.person,
        role: bound.addressee.role,
        what: elsewhere ? 'asked somebody at another domain to answer instead' : 'asked a colleague to answer instead',
        link: linkInAudit(link),
      },
      // Who was confirmed is known by another name than whoever holds a link would give them.
      with: [
        ...(before?.confirmedAt === undefined
          ? [
              store.rows.person
                .upsert({ person: colleague.person, name, email, jobTitle, member: organisation })
                .commit(),
            ]
          : []),
        ...(told ? [told.row] : []),
      ],
      atOnce: true,
    },
    at,
    deps,
  );
  if (!handedOver) return { kind: 'not-possible' };
  if (notice) await tell(() => deps.mailer.send(decision.about, notice, at, told?.begun), decision);
  return { kind: 'handed-over', name };
}

/** The row of a mail that is about to be sent; nothing where there is one of the same colleague and question already. */
async function unlessTold(notice: Notice, about: string, at: string, { store }: Pick<Deps, 'store'>) {
  const wanted = wantedOf(notice);
  const known = await store.message(about, wanted.message);
  return known ? undefined : aboutToSend(store, mailFor(about, wanted, at));
}

/** The colleague has been asked, so a mail to the central team that fails is for us to notice, not for the person. */
async function tell(send: () => Promise<void>, { about, decision }: OpenedLink['decision']): Promise<void> {
  try {
    await send();
  } catch (error) {
    const name = errorName(error);
    logger.error('A question is passed on, but the central team was not told', { about, decision, error: name });
  }
}

/** Whoever is asked now; for a colleague who was named on a page before, by the id that their address has. */
const isOwn = (email: string, { addressee }: OpenedLink['bound']): boolean =>
  addressee.email.toLowerCase() === email.toLowerCase();

const YOURSELF = 'This is your own address. Answer the question yourself, or name somebody else';

const NO_MAIL = 'An earlier mail to this address came back. Check the address, or name somebody else';

const NOT_TO_BE_WRITTEN_TO = 'We may not write to this address. Name somebody else';

/** The same colleague named twice is one person. */
const colleagueId = (organisation: string, email: string): string =>
  `${NAMED_ON_A_PAGE}${organisation}-${createHash('sha256').update(email.toLowerCase()).digest('hex').slice(0, 10)}`;
