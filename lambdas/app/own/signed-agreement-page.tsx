import type { PrintedAgreement } from '../../documents/agreement-pdf.ts';
import { BulletList, Paragraph, Subheading, SummaryList } from '../../pages/kit.ts';
import { ownReader } from '../../portal/own-pages.ts';
import type { Reader, ReadingPage } from '../../portal/reading-page.tsx';
import { isOfPage, pageOf } from '../../questions/links.ts';
import { isHeadOf, isOf } from '../../questions/offices.ts';
import { isOver } from '../../questions/open-link.ts';
import { pageOpened } from '../../questions/page-link.ts';
import type { Deps } from '../../questions/question.ts';
import type { DecisionLink, Store } from '../../store/store.ts';
import { SIGNED_AGREEMENT, type SignedAgreement, signedAgreement } from '../../subscription/signed-agreement.ts';

/** A signed agreement, of a membership's name, for both sides: whoever leads the member or signed for it, and the central team. */
export const signedAgreementPage: ReadingPage = {
  name: SIGNED_AGREEMENT,

  async show(of, reader, { store }) {
    const agreement = await agreementFor(of, reader, store);
    return (
      agreement && {
        title: agreement.title,
        caption: agreement.member.name,
        body: (
          <>
            <SummaryList rows={agreement.facts} />
            <Subheading>What was signed</Subheading>
            <BulletList items={[...agreement.text]} />
            <Paragraph>
              <a className="govuk-link app-link-alone" href="?show=agreement-pdf">
                The signed agreement as a PDF
              </a>
            </Paragraph>
          </>
        ),
      }
    );
  },
};

/** The agreement that a link to its page opens, to be printed; nothing for any other link. */
export async function agreementBehind(
  link: DecisionLink | undefined,
  { store }: Deps,
  at: string,
): Promise<Omit<PrintedAgreement, 'charityName'> | undefined> {
  if (!link || !isOfPage(link) || pageOf(link) !== SIGNED_AGREEMENT || isOver(link, at)) return undefined;
  const { of, reader } = pageOpened(link);
  return agreementFor(of, reader, store);
}

/**
 * Looked at each time: whoever leads the member today, whoever signed in their place while they are of it or its trust, and the central team. Who
 * signed as its leader and leads it no more reads nothing, as of all that an office shows.
 */
async function agreementFor(of: string, reader: Reader, store: Store): Promise<SignedAgreement | undefined> {
  const agreement = await signedAgreement(of, store);
  if (!agreement || reader.role === 'central-team') return agreement;
  const person = await ownReader(reader, store);
  if (!person) return undefined;
  const { member, signedBy, signedInOffice } = agreement;
  const { trust } = member;
  const isOfIt = isOf(member, person) || (trust !== undefined && isOf({ member: trust }, person));
  return isHeadOf(member, person) || (signedBy === person.person && isOfIt && !signedInOffice) ? agreement : undefined;
}
