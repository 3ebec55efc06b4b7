import { londonDate } from '../calendar/london.ts';
import { MAILS_KEPT_YEARS } from '../mail/message-log.ts';
import { BulletList, Heading, Help, Paragraph, page, type Site, Subheading, SummaryList } from '../pages/kit.ts';
import { type Retention, retentionOf } from '../settings/partnership-year.ts';
import type { Store } from '../store/store.ts';

/** What counts now: what the partnership year says that is under way, or what counts where it says nothing. */
export async function retentionAt(at: string, store: Pick<Store, 'partnershipYear'>): Promise<Retention> {
  const today = londonDate(at);
  const thisYear = Number(today.slice(0, 4));
  const years = await Promise.all([thisYear, thisYear - 1].map((year) => store.partnershipYear(String(year))));
  return retentionOf(years.find((year) => year && year.starts <= today && today <= year.ends) ?? {});
}

const inYears = (years: number): string => (years === 1 ? 'a year' : `${years} years`);

const yearsEnd = (days: number): string => (days === 0 ? 'the year ends' : `${days} days after the year ends`);

/** What is kept of people, why, how long, who sees it and how to ask for it: for anybody to read. */
export function privacyPage(site: Site, { surveyNamesDays, contactsYears, joinFormDays }: Retention): string {
  const title = 'Privacy: what we keep and why';
  const { charityName } = site;
  return page({
    title,
    site,
    children: (
      <>
        <Heading>{title}</Heading>
        <Paragraph>
          {charityName} runs peer reviews of schools and trusts. For that it keeps who leads a member, who goes on
          reviews and what was agreed. It keeps nothing about pupils, sells nothing, and tracks nobody: our pages set no
          cookies and our mails fetch nothing.
        </Paragraph>
        <Subheading>What we keep, and for how long</Subheading>
        <SummaryList
          rows={[
            {
              label: 'Your name, work address and telephone, job and school',
              value: `So that we can ask you and others know who comes. Until ${inYears(contactsYears)} after the last membership of your school or trust; if you lead reviews and belong to none, as long after your last review.`,
            },
            {
              label: 'Reviews you were asked for, and when you cannot',
              value:
                'So that teams are fair and nobody is in two places. As long as your name; afterwards as a count without you.',
            },
            {
              label: 'What you answered',
              value: 'So that everybody can rely on what was agreed. As long as your name.',
            },
            {
              label: 'Surveys',
              value: `So that reviews get better. With your name until ${yearsEnd(surveyNamesDays)}; then they are counted with those of four others at least, and go.`,
            },
            {
              label: 'A note that you wrote for a lead reviewer',
              value:
                'So that what you saw comes into the report. The lead reviewer and you read it until the report is final; it goes after two years.',
            },
            {
              label: 'Reports',
              value: 'They belong to the school or trust. They name roles and no people, and stay with the school.',
            },
            {
              label: 'That we mailed you',
              value: `When, and whether it arrived; never what it said. ${MAILS_KEPT_YEARS === 2 ? 'Two years' : inYears(MAILS_KEPT_YEARS)}.`,
            },
            {
              label: 'What you typed and did not send',
              value: 'Until you send it, or 60 days after the question has closed.',
            },
            {
              label: 'What you typed to join us, unconfirmed',
              value: joinFormDays === 7 ? 'A week.' : joinFormDays === 1 ? 'A day.' : `${joinFormDays} days.`,
            },
            {
              label: 'Who did what, and why',
              value: `So that it can be shown later who decided. Names and reasons for ${inYears(contactsYears)} after the last membership.`,
            },
            { label: 'Backups', value: 'What was changed or deleted can be restored for 35 days, then it is gone.' },
          ]}
        />
        <Subheading>Who sees it</Subheading>
        <BulletList
          items={[
            'The central team sees all of it.',
            'A school sees who comes to review it; a team sees whom it visits, until the report is final.',
            'A hub manager sees where the reviews of the hub’s schools stand, and their final reports.',
            'Amazon Web Services keeps and sends it for us, and may use it for nothing else.',
            'Nobody else, but for what a school makes public itself: its report.',
          ]}
        />
        <Subheading>Why we may keep it</Subheading>
        <Paragraph>
          Your school or trust has agreed to take part, and peer review cannot be run without knowing who takes part in
          it (legitimate interests, Article 6(1)(f) of the UK GDPR).
        </Paragraph>
        <Subheading>What you can ask for</Subheading>
        <BulletList
          items={[
            <>
              Everything we hold on you:{' '}
              <a className="govuk-link" href="/links">
                have a link to it mailed to you
              </a>
              . You can read it and take it away as a file.
            </>,
            'That we mend what is wrong.',
            'That we erase what we hold on you. Where a review under way needs you, we do it once that has ended. Counts and reports stay, without your name.',
            'If you are not content with what we do, complain to the Information Commissioner’s Office, ico.org.uk.',
          ]}
        />
        <Paragraph>For any of it, write to us.</Paragraph>
        <Help site={site} />
      </>
    ),
  });
}
