import { BulletList, Heading, Help, Paragraph, page, type Site, Subheading, SummaryList } from '../../pages/kit.ts';

/** The year of one review, as somebody reads it who has never been in one. */
export function howItWorksPage(site: Site): string {
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
