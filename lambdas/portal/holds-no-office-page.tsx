import { hostWords } from '../members/host-words.ts';
import { type FormFields, Heading, Help, InsetText, Paragraph, page, type Site, TypedText } from '../pages/kit.ts';
import { NAMED_ON_A_PAGE } from '../questions/confirmed-contact.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import type { Role } from '../questions/question.ts';

/** Whether a link opens neither its question nor what became of it. */
export const opensNothing = ({ may, decision }: Pick<OpenedLink, 'may' | 'decision'>): boolean =>
  !(decision.status === 'open' ? may.question : may.settled);

/**
 * For somebody whose office has passed on, to whom a link was mailed while they held it: which office, of what, whom to write to, and
 * nothing of the question, the review or its people. Status 403.
 *
 * @param typed what they sent: texts that they wrote themselves are given back, so that no work is lost.
 */
export function holdsNoOfficePage(opened: OpenedLink, site: Site, typed: FormFields = {}): string {
  const office = officeOf(opened);
  const title = `This link is for ${office}`;
  const texts = Object.values(typed)
    .flat()
    .filter((text) => /\S\s+\S/.test(text));
  return page({
    title,
    site,
    children: (
      <>
        <Heading>{title}</Heading>
        <Paragraph>
          As far as we know this is not you now: it has passed on. So the link shows nothing any more, and takes no
          answers. What still has to be answered is asked of whoever it is.
        </Paragraph>
        <Paragraph>If that is wrong, write to us. You do not have to do anything else.</Paragraph>
        {texts.length > 0 && <Paragraph>What you wrote was not sent. Copy from here what you want to keep.</Paragraph>}
        {texts.map((text) => (
          <InsetText key={text}>
            <TypedText text={text} />
          </InsetText>
        ))}
        <Help site={site} />
      </>
    ),
  });
}

/** 'the head of Hill View Primary School': the office that a link was mailed for. */
function officeOf({ link, decision, bound, whole }: OpenedLink): string {
  const { hostName } = bound;
  const review = whole && `the ${whole.review.programme} at ${hostName}`;
  switch (link.role as Role) {
    case 'hub-manager':
      return `the hub manager of ${hostName}`;
    case 'lead':
      return `the lead reviewer of ${review ?? hostName}`;
    case 'reviewer':
      return `the team of ${review ?? hostName}`;
    default: {
      if (link.person.startsWith(NAMED_ON_A_PAGE) || decision.standsIn) return `whoever answers for ${hostName}`;
      const hostKind = whole?.review.hostKind ?? (decision.organisation?.startsWith('trust-') ? 'trust' : 'school');
      return `the ${hostWords({ hostKind, hostName }).leader} of ${hostName}`;
    }
  }
}
