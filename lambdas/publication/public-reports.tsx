import type { ReactNode } from 'react';
import { hostOf, memberToday, readLineage, withPredecessors } from '../members/lineage.ts';
import { BulletList, Heading, Paragraph } from '../pages/kit.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { titleOfYear } from '../settings/year-title.ts';
import type { Review, Store } from '../store/store.ts';
import { isPublic } from './public-report.tsx';

/** What can be a school's or trust's id, so that the table is not asked for anything else that is typed into an address. */
const MEMBER = /^[a-z0-9-]{1,40}$/;

/** The reports that a school or trust has made public. */
export interface PublicReports {
  readonly host: string;
  /** The latest first. */
  readonly reports: readonly {
    readonly about: string;
    /** '2026 to 2027: Quality Assurance Review'. */
    readonly title: string;
    /** The name that the school had then, where it has another now. */
    readonly of?: string | undefined;
  }[];
}

/**
 * The public reports of a school or trust by year, with those of the schools that it alone has followed: all that are its to withdraw. One that has none gives
 * nothing, like one that is not known: a stranger cannot tell them apart.
 */
export async function publicReports(member: string, store: Store): Promise<PublicReports | undefined> {
  if (!MEMBER.test(member)) return undefined;
  const once = store.readingOnce();
  const lineage = await readLineage(once, [member]);
  const now = memberToday(lineage, member);
  if (!now) return undefined;
  const hosts = withPredecessors(lineage, now.member);
  const all = await Promise.all(hosts.map((one) => once.reviewsOfHost(one)));
  // Of a school that was split nobody is the one that followed it; of one that is open again nobody is.
  const isOwn = (review: Review): boolean => memberToday(lineage, hostOf(review))?.member === now.member;
  const shown = all
    .flat()
    .filter((review) => isPublic(review) && isOwn(review))
    .toSorted((a, b) => b.year.localeCompare(a.year) || a.about.localeCompare(b.about));
  if (shown.length === 0) return undefined;
  const titled = async (review: Review) => ({
    about: review.about,
    title: `${await titleOfYear(once, review.year)}: ${await programmeName(review, once)}`,
    of: review.hostName === now.name ? undefined : review.hostName,
  });
  return { host: now.name, reports: await Promise.all(shown.map(titled)) };
}

const programmeName = async ({ year, programme, settingsVersion }: Review, store: Store): Promise<string> =>
  (await loadSettings(store, year, programme, settingsVersion)).name;

/** Everything below the header of GET /published/{host}. */
export function publicReportsBody({ host, reports }: PublicReports): ReactNode {
  return (
    <>
      <Heading caption="Published reports">{host}</Heading>
      <Paragraph>Reports of peer reviews that their owner has made public. It can withdraw them at any time.</Paragraph>
      <BulletList
        items={reports.map(({ about, title, of }) => (
          <a key={about} className="govuk-link" href={`/reports/${about}`}>
            {title}
            {of !== undefined && `, of ${of}`}
          </a>
        ))}
      />
    </>
  );
}
