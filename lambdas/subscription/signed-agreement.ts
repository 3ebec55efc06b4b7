import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { titleOfYear } from '../settings/year-title.ts';
import type { Member, Store } from '../store/store.ts';
import { membershipOf } from './membership-name.ts';

/** The name of the page that shows a signed agreement. */
export const SIGNED_AGREEMENT = 'signed-agreement';

/** An agreement as it was signed, with what says who may read it. */
export interface SignedAgreement {
  readonly member: Member;
  /** The id of whoever signed. */
  readonly signedBy: string;
  /** Whether they were asked as whoever led the member then, and so read it for as long as they do. */
  readonly signedInOffice: boolean;
  /** 'Agreement for 2026 to 2027: Hill View Primary School'. */
  readonly title: string;
  /** The instant of the signature. */
  readonly writtenAt: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** The paragraphs as they were read. */
  readonly text: readonly string[];
}

/**
 * The agreement of a membership: who signed which version when, and its text as they read it. Of a membership that was signed again the newest.
 *
 * @param about the membership's name: 'membership-2026-100183'.
 * @returns nothing where nobody signed.
 */
export async function signedAgreement(about: string, store: Store): Promise<SignedAgreement | undefined> {
  const id = membershipOf(about);
  const [membership, member, decisions] = await Promise.all([
    store.membership(id.member, id.year),
    store.member(id.member),
    store.decisionsAbout(about),
  ]);
  const agreement = membership?.agreement;
  if (!member || !agreement) return undefined;
  const [year, signer] = await Promise.all([titleOfYear(store, id.year), store.person(agreement.person)]);
  const answers = decisions.filter(({ question, status }) => question === 'sign-agreement' && status === 'answered');
  const signed = answers.find(({ answeredAt }) => answeredAt === agreement.signedAt);
  return {
    member,
    signedBy: agreement.person,
    signedInOffice: signed?.person === agreement.person && signed.standsIn !== true,
    title: `Agreement for ${year}: ${member.name}`,
    writtenAt: agreement.signedAt,
    facts: [
      { label: 'Signed for', value: member.name },
      { label: 'Signed by', value: [signer?.name, agreement.role].filter((one) => one !== undefined).join(', ') },
      { label: 'Signed on', value: longDate(londonDate(agreement.signedAt)) },
      { label: 'Version of the text', value: agreement.version },
    ],
    text: textOf(signed?.answer) ?? [NOT_KEPT],
  };
}

/** Answers of earlier releases have the version alone. */
const NOT_KEPT = 'The text of this version was not kept with the signature. Write to us, and we send it to you.';

function textOf(answer: unknown): readonly string[] | undefined {
  const { text } = (answer ?? {}) as { readonly text?: readonly string[] };
  return text;
}
