import { BulletList, Heading, Help, Paragraph, page, type Site, Subheading } from '../../pages/kit.ts';

/** For the address without anything after it: whose it is, and where somebody goes from here. */
export function startPage(site: Site): string {
  const title = 'Peer review of schools';
  return page({
    title,
    site,
    children: (
      <>
        <Heading>{title}</Heading>
        <Paragraph>
          Schools and trusts of {site.charityName} review each other once a year: leaders of other schools come for
          three days, look together with those who work there, and agree with them on what they have found.
        </Paragraph>
        <Subheading>If you take part already</Subheading>
        <Paragraph>
          What you are asked comes by mail, and the link in each mail opens its own page. There is nothing to sign in
          to.
        </Paragraph>
        <BulletList
          items={[
            <a key="links" className="govuk-link app-link-alone" href="/links">
              Get fresh links by mail
            </a>,
            <a key="help" className="govuk-link app-link-alone" href="/help">
              Get help
            </a>,
          ]}
        />
        <Subheading>If you do not</Subheading>
        <BulletList
          items={[
            <a key="how" className="govuk-link app-link-alone" href="/how-it-works">
              Read how a review works
            </a>,
            <a key="join" className="govuk-link app-link-alone" href="/join">
              Tell us that your school or trust would like to join
            </a>,
          ]}
        />
        <Help site={site} />
      </>
    ),
  });
}
