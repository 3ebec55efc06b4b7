import {
  BulletList,
  Heading,
  Paragraph,
  type PublicWords,
  page,
  type Site,
  Subheading,
  SummaryList,
  Telephone,
} from '../../pages/kit.ts';

/** Whom to ask, by which way, and what most people ask. */
export function helpPage(site: Site & PublicWords): string {
  const title = 'Help';
  return page({
    title,
    site,
    children: (
      <>
        <Heading>{title}</Heading>
        <SummaryList
          rows={[
            {
              label: 'Write to us',
              value: (
                <a className="govuk-link app-link-alone" href={`mailto:${site.helpAddress}`}>
                  {site.helpAddress}
                </a>
              ),
            },
            { label: 'If it is urgent', value: <Telephone number={site.urgentTelephone} /> },
            { label: 'Somebody answers', value: site.telephoneHours },
          ]}
        />
        <Paragraph>
          It is urgent if a visit is under way or begins tomorrow, and somebody cannot come or cannot get in.
        </Paragraph>
        <Subheading>What people ask us</Subheading>
        <BulletList
          items={[
            <>
              I cannot find the mail, or its link opens nothing:{' '}
              <a className="govuk-link" href="/links">
                get fresh links by mail
              </a>
              .
            </>,
            'I need more time: the page of the question has a button for it.',
            'A colleague should answer: the page of the question passes it on to them.',
            'The mail was not for me: the page of the question has a button that says so.',
            'I can no longer come to a review: open the link of the invitation, and give the place back there.',
            'My telephone number has changed: ‘See and correct your details’ is on the page of every question.',
            <>
              What do you hold on me? It is on the page about{' '}
              <a className="govuk-link" href="/privacy">
                privacy
              </a>
              .
            </>,
          ]}
        />
      </>
    ),
  });
}
