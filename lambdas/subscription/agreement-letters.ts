import type { Letter } from '../questions/letter.ts';
import { pageLink } from '../questions/page-link.ts';
import type { Deps, Notice } from '../questions/question.ts';
import { addresseeOf } from '../questions/review-context.ts';
import type { PartnershipYear } from '../settings/partnership-year.ts';
import { yearTitle } from '../settings/year-title.ts';
import type { Member, Membership } from '../store/store.ts';
import { kindOfTurn, membershipName } from './membership-name.ts';
import { SIGNED_AGREEMENT } from './signed-agreement.ts';

/** As long as every other link. */
const LINK_DAYS = 2 * 365;

interface Signed {
  /** The mail to whoever leads the member, which says what happens next. */
  readonly thanks: Notice;
  readonly member: Member;
  readonly membership: Membership;
  readonly year: PartnershipYear;
}

/**
 * The mails that carry the agreement as it was signed: the thanks to whoever leads the member, and a mail of its own to whoever signed in their place,
 * such as the leader of its trust. Each has a link of its reader's own, and the page looks at its reader each time.
 */
export async function agreementLetters(
  { thanks, member, membership, year }: Signed,
  at: string,
  deps: Pick<Deps, 'store'> & { readonly portalOrigin: string },
): Promise<readonly Letter[]> {
  const withAgreement = (notice: Notice): Letter => {
    const { person, role } = notice.to;
    const { row, address } = pageLink(
      {
        page: SIGNED_AGREEMENT,
        of: membershipName(member.member, membership.year),
        reader: { person, role },
        at,
        days: LINK_DAYS,
      },
      deps,
    );
    return { link: row, notice: { ...notice, button: { text: 'Read the signed agreement', href: address } } };
  };
  const { person: signedBy } = membership.agreement ?? {};
  const signer =
    signedBy === undefined || signedBy === thanks.to.person ? undefined : await deps.store.person(signedBy);
  if (!signer || signer.left) return [withAgreement(thanks)];
  const title = yearTitle(year);
  return [
    withAgreement(thanks),
    withAgreement({
      to: addresseeOf(signer, 'host', member.hub),
      kind: kindOfTurn('agreement-signed', membership),
      subject: `The agreement that you signed: ${member.name}, ${title}`,
      firstLine: `You signed the agreement for ${title} for ${member.name}. Here it is to keep.`,
      paragraphs: ['The page has its text as you read it, and a PDF. There is nothing you need to do now.'],
      whyYou: `You get this mail because you signed for ${member.name}.`,
    }),
  ];
}
