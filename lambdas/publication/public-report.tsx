import type { ReactNode } from 'react';
import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import type { FinalReport } from '../documents/final-report.ts';
import { hostWord } from '../documents/report-content.ts';
import { ReportNotAgreed } from '../documents/report-versions.ts';
import { ReportView } from '../documents/report-view.tsx';
import { hostOf } from '../members/lineage.ts';
import { Heading, InsetText, Paragraph } from '../pages/kit.ts';
import { ANY_SLUG } from '../programmes/programmes.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { titleOfYear } from '../settings/year-title.ts';
import type { Review, Store } from '../store/store.ts';
import { finalReport } from './final-report.ts';
import { CorrectedOn, PdfLink } from './final-report-view.tsx';

/** What can be a review's name, so that the table is not asked for anything else that is typed into an address. */
const reviewName = new RegExp(`^(?:${ANY_SLUG})-\\d{4}-[a-z0-9-]{1,40}$`);

/** A report that everybody may read, with what its page says beside it. */
export interface PublicReport extends FinalReport {
  /** '2026 to 2027'. */
  readonly year: string;
  /** The London date on which it was final. */
  readonly publishedOn: string;
  /** The school or trust whose other public reports are to be found from here. */
  readonly host: string;
}

/** Whether everybody may read the report of a review. */
export const isPublic = ({ audience, publishedAt, status, withdrawnAt }: Review): boolean =>
  audience === 'public' && publishedAt !== undefined && withdrawnAt === undefined && status !== 'cancelled';

/**
 * The agreed version of a report that its host has made public. Everything else gives nothing, whether the report is
 * private, withdrawn or not yet agreed, or there is no such review; a stranger cannot tell these apart.
 */
export async function publicReport(about: string, store: Store): Promise<PublicReport | undefined> {
  if (!reviewName.test(about)) return undefined;
  const whole = await store.reviewAtHand(about);
  if (!whole) return undefined;
  const { review } = whole;
  if (!isPublic(review)) return undefined;
  const { programme, publishedAt = '', settingsVersion, year } = review;
  try {
    const [settings, inWords] = await Promise.all([
      loadSettings(store, year, programme, settingsVersion),
      titleOfYear(store, year),
    ]);
    return {
      ...finalReport(whole, settings),
      year: inWords,
      publishedOn: londonDate(publishedAt),
      host: hostOf(review),
    };
  } catch (error) {
    if (error instanceof ReportNotAgreed) return undefined;
    throw error;
  }
}

/** Everything below the header of GET /reports/{review}. */
export function publicReportBody(about: string, report: PublicReport): ReactNode {
  return (
    <>
      <Heading caption={`Report of ${report.year}`}>{report.title}</Heading>
      <InsetText>
        This report belongs to the {hostWord(report.framework)}, which has made it public. It can withdraw it at any
        time. It has been final since {longDate(report.publishedOn)}.
      </InsetText>
      <CorrectedOn {...report} />
      <ReportView content={report.content} framework={report.framework} />
      <PdfLink href={`${about}/report.pdf`} />
      <Paragraph>
        <a className="govuk-link app-link-alone" href={`/published/${report.host}`}>
          All published reports of this {hostWord(report.framework)}
        </a>
      </Paragraph>
    </>
  );
}
