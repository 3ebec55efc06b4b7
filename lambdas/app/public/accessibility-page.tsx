import { longDate } from '../../calendar/dates.ts';
import {
  BulletList,
  Heading,
  Paragraph,
  type PublicWords,
  page,
  type Site,
  Subheading,
  Telephone,
} from '../../pages/kit.ts';

/**
 * The accessibility statement, in the parts and the order of the model of the Public Sector Bodies (Websites and Mobile Applications)
 * (No. 2) Accessibility Regulations 2018.
 */
export function accessibilityPage(site: Site & PublicWords): string {
  const title = 'Accessibility statement';
  return page({
    title,
    site,
    children: (
      <>
        <Heading>{title}</Heading>
        <Paragraph>
          This statement is about the pages to which links in our mails lead, and about the mails. They are run by{' '}
          {site.charityName}. We want as many people as possible to be able to use them. You should be able to:
        </Paragraph>
        <BulletList
          items={[
            'change colours, contrast and fonts in your browser;',
            'zoom in to 400% without text going off the screen;',
            'do everything with a keyboard alone, or with speech recognition;',
            'listen to everything with a screen reader;',
            'use every page with scripts switched off, and on a phone.',
          ]}
        />
        <Subheading>How accessible they are</Subheading>
        <Paragraph>
          These pages are fully compliant with the Web Content Accessibility Guidelines version 2.2, AA standard, as far
          as our tests tell. We know of two things that some people may find hard:
        </Paragraph>
        <BulletList
          items={[
            'A few tables are wider than a phone. They scroll sideways by themselves, and can be reached with the keyboard.',
            'What people write themselves, in reports and forms, is as readable as they write it.',
          ]}
        />
        <Subheading>Feedback and contact</Subheading>
        <Paragraph>
          If you need something in another format, such as large print, or if you find a problem that is not listed
          here, write to{' '}
          <a className="govuk-link" href={`mailto:${site.helpAddress}`}>
            {site.helpAddress}
          </a>{' '}
          or telephone <Telephone number={site.urgentTelephone} /> ({site.telephoneHours}). We answer within five
          working days.
        </Paragraph>
        <Subheading>Enforcement procedure</Subheading>
        <Paragraph>
          The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public Sector Bodies
          (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with how we
          answer, contact the{' '}
          <a className="govuk-link" href="https://www.equalityadvisoryservice.com/">
            Equality Advisory and Support Service (EASS)
          </a>
          .
        </Paragraph>
        <Subheading>Technical information</Subheading>
        <Paragraph>
          {site.charityName} is committed to making its pages accessible, in accordance with these regulations. PDF
          files that we make carry their structure, language and titles (PDF/UA-1).
        </Paragraph>
        <Subheading>How we tested, and when</Subheading>
        <Paragraph>
          Every page is tested with axe at the widths of a phone and a desk, by keyboard alone and with scripts off,
          whenever it changes. This statement was prepared on {longDate(site.accessibilityTestedOn)}, and the pages were
          last tested on that day. We tested them ourselves.
        </Paragraph>
      </>
    ),
  });
}
