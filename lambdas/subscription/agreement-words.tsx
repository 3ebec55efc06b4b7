import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { BulletList, Paragraph, Subheading } from '../pages/kit.ts';
import type { QuestionMail, QuestionPage } from '../questions/question.ts';
import { yearInDates, yearTitle } from '../settings/year-title.ts';
import type { Membership } from '../store/store.ts';
import { agreementForm, usesOffered } from './agreement-form.ts';
import { agreementText } from './agreement-text.ts';
import { memberWords } from './member-words.ts';
import type { MembershipContext } from './membership-context.ts';
import { turnOf } from './membership-name.ts';
import type { daysBegunWith } from './school-days.ts';

/**
 * The mail that asks to sign: members are asked to renew, newcomers are welcomed.
 *
 * @param account what the member owed and gave in the year before, in sentences.
 */
export function signingMail(context: MembershipContext, account: readonly string[]): QuestionMail {
  const { member, membership, settings, year } = context;
  const { host, leader } = memberWords(member);
  const chooses = usesOffered(settings.membershipUses).length > 1;
  const facts = [{ label: 'Partnership year', value: yearInDates(year) }];
  const whyYou = `You are asked because you are the ${leader} of ${member.name}, or answer for it.`;
  if (membership.kind === 'newcomer') {
    return {
      subject: `Please sign to join: ${member.name}, ${yearTitle(year)}`,
      firstLine: `Welcome: ${member.name} can join the partnership for ${yearTitle(year)}.`,
      paragraphs: [
        `Your ${host} becomes a member once you have read and signed the year’s agreement. It is one page.`,
        `${chooses ? 'You also tell us what the membership is to be used for. ' : ''}After that we plan your year and write to you with dates.`,
      ],
      facts,
      button: 'Read and sign the agreement',
      whyYou,
    };
  }
  if (turnOf(membership) > 1) {
    return {
      subject: `Please sign to return: ${member.name}, ${yearTitle(year)}`,
      firstLine: `Welcome back: ${member.name} can take part in ${yearTitle(year)} again.`,
      paragraphs: [
        `Your ${host} is a member again once you have read and signed the year’s agreement. It is one page.`,
        'What you have told us before, your reports and what you gave to others are kept.',
      ],
      facts,
      button: 'Read and sign the agreement',
      whyYou,
    };
  }
  return {
    subject: `Please renew or decline: ${member.name}, ${yearTitle(year)}`,
    firstLine: `Does ${member.name} stay in the partnership for ${yearTitle(year)}?`,
    paragraphs: [
      chooses
        ? 'It takes about two minutes: read the year’s agreement, sign it, and say what the membership is to be used for.'
        : 'It takes about two minutes: read the year’s agreement and sign it.',
      `If your ${host} does not want to go on, you can say so on the same page.`,
      ...(account.length > 0 ? [account.join(' ')] : []),
    ],
    facts,
    button: 'Renew or decline',
    whyYou,
  };
}

const WHOSE_DAYS = {
  own: 'These are the days that you gave.',
  'last-years': 'These are the days that you gave last year, moved to this one. Please look at each.',
  usual: 'These are the usual holidays in England; your local authority or trust may have others.',
} as const;

function captionOf({ kind, turn }: Pick<Membership, 'kind' | 'turn'>): string {
  if (kind === 'newcomer') return 'Joining the partnership';
  return turnOf({ turn }) > 1 ? 'Returning to the partnership' : 'Renewal of your membership';
}

/** What follows without a signature until the instant at which the question is over. */
export const withoutSignature = ({ member, membership, year }: MembershipContext, expiresAt: string): string =>
  membership.kind === 'newcomer'
    ? `${member.name} does not join the partnership for ${yearTitle(year)}`
    : `the membership ends on ${longDate(londonDate(expiresAt))}`;

/** The page that shows the agreement and takes a signature or a reason. */
export function signingPage(
  context: MembershipContext,
  suggested: {
    readonly role: string | undefined;
    readonly use: string | undefined;
    readonly telephone: string | undefined;
    /** The days without school that the form begins with; nothing of a trust. */
    readonly days: ReturnType<typeof daysBegunWith> | undefined;
  },
  account: readonly string[],
): QuestionPage {
  const { member, membership, settings, year } = context;
  const { host } = memberWords(member);
  const agreement = agreementText(settings, year);
  const uses = usesOffered(settings.membershipUses);
  const [onlyUse] = uses;
  const fields = agreementForm(uses, host);
  return {
    title: `Does ${member.name} take part in ${yearTitle(year)}?`,
    caption: captionOf(membership),
    values: {
      ...(suggested.role && { role: suggested.role }),
      ...(suggested.use && { use: suggested.use }),
      ...(suggested.telephone && { telephone: suggested.telephone }),
      ...(suggested.days && { days: suggested.days.lines }),
    },
    binding: true,
    body: (form) => (
      <>
        {account.length > 0 && (
          <>
            <Subheading>What your leaders have given</Subheading>
            <BulletList items={account} />
          </>
        )}
        <Subheading>The agreement for {yearTitle(year)}</Subheading>
        <BulletList items={[...agreement.paragraphs]} />
        {fields.show('decision', form)}
        <Subheading>If you take part</Subheading>
        {fields.show(['agreed', 'role', 'telephone'], form)}
        {uses.length === 1 && onlyUse ? (
          <Paragraph>The membership is used for: {onlyUse.label}.</Paragraph>
        ) : (
          fields.show('use', form)
        )}
        {suggested.days && (
          <>
            <Paragraph>{WHOSE_DAYS[suggested.days.are]} No visit will be on any of them.</Paragraph>
            {fields.show('days', form)}
          </>
        )}
        <Subheading>If you do not take part</Subheading>
        {fields.show('reason', form)}
        <Paragraph>
          This is version {agreement.version} of the agreement. We keep this text with your name, your role and today’s
          date, and show it to you by this link once you have signed.
        </Paragraph>
      </>
    ),
  };
}
