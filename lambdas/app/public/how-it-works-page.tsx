import { londonDate } from '../../calendar/london.ts';
import {
  BulletList,
  Details,
  Heading,
  Help,
  Paragraph,
  page,
  type Site,
  Subheading,
  SummaryList,
} from '../../pages/kit.ts';
import { SHARED_BY } from '../../programmes/programmes.ts';
import { loadSettings, SettingsMissing } from '../../settings/load-settings.ts';
import type { ProgrammeSettings } from '../../settings/programme-settings.ts';
import { READERS, type YearReader, yearOf } from '../../settings/year-at-a-glance.ts';
import type { Store } from '../../store/store.ts';

/** What each role is asked for in the year whose settings these are; nothing where a year has none. */
export type Glance = { readonly settings: ProgrammeSettings; readonly year: string } | undefined;

/** Of the year that is under way, else of the one before. Two requests. */
export async function glanceAt(at: string, store: Store): Promise<Glance> {
  const today = londonDate(at);
  const thisYear = Number(today.slice(0, 4));
  const row = await store.partnershipYear(String(thisYear));
  const year = String(row && row.starts <= today ? thisYear : thisYear - 1);
  try {
    return { settings: await loadSettings(store, year, SHARED_BY), year };
  } catch (error) {
    if (error instanceof SettingsMissing) return undefined;
    throw error;
  }
}

const TITLES: Readonly<Record<YearReader, string>> = {
  host: 'The head',
  lead: 'A lead reviewer',
  reviewer: 'A reviewer',
  'hub-manager': 'A hub manager',
};

/** The year of one review, as somebody reads it who has never been in one. */
export function howItWorksPage(site: Site, glance?: Glance): string {
  const title = 'How a review works';
  return page({
    title,
    site,
    children: (
      <>
        <Heading>{title}</Heading>
        <Paragraph>
          A review is a conversation between peers. It is not an inspection: nobody is graded by it, nothing of it goes
          to Ofsted, and what it finds is agreed with the school.
        </Paragraph>
        <Subheading>The year of a review</Subheading>
        <SummaryList
          rows={[
            { label: 'Agreement', value: 'The head signs the agreement for the year. It is one page.' },
            {
              label: 'Dates',
              value: 'The school names weeks that suit, and agrees to three school days in one of them.',
            },
            {
              label: 'Team',
              value:
                'An independent lead reviewer and two to five leaders of other schools, who are trained for it. The school sees the team and confirms it.',
            },
            {
              label: 'Preparation',
              value:
                'The school sends a short form, agrees the timetable, and talks with the lead reviewer before the visit.',
            },
            {
              label: 'Three days',
              value:
                'The team looks at lessons, books and talks, always together with people of the school, and agrees with it what goes well and what would be even better.',
            },
            {
              label: 'Report',
              value: 'The lead reviewer writes it, the school checks the facts, and both agree to it.',
            },
            {
              label: 'Afterwards',
              value:
                'The report belongs to the school, which decides who sees it. Half a year later we ask how far it has come.',
            },
          ]}
        />
        {glance && (
          <>
            <Subheading>Who is asked for what, and when</Subheading>
            <Paragraph>Each comes as a mail with a link to one page.</Paragraph>
            {READERS.map((reader) => (
              <Details key={reader} summary={TITLES[reader]}>
                <SummaryList
                  rows={yearOf(reader, glance.settings, glance.year).map(({ when, wanted }) => ({
                    label: wanted,
                    value: when,
                  }))}
                />
              </Details>
            ))}
          </>
        )}
        <Subheading>What it asks of a school</Subheading>
        <BulletList
          items={[
            'Some hours for the form and the timetable, and three days with visitors.',
            'Leaders who go out on reviews of other schools in the same year, after a training of one day.',
            'No folders made for the visit: the team looks at what there is.',
          ]}
        />
        <Paragraph>
          Would your school or trust like to take part?{' '}
          <a className="govuk-link" href="/join">
            Tell us who you are
          </a>
          .
        </Paragraph>
        <Help site={site} />
      </>
    ),
  });
}
