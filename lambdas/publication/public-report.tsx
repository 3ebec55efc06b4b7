import type { ReactNode } from 'react';
import type { FinalReport } from '../documents/final-report.ts';
import { hostWord } from '../documents/report-content.ts';
import { ReportNotAgreed } from '../documents/report-versions.ts';
import { ReportView } from '../documents/report-view.tsx';
import { Heading, InsetText } from '../pages/kit.ts';
import { ANY_SLUG } from '../programmes/programmes.ts';
import { loadSettings } from '../settings/load-settings.ts';
import type { Store } from '../store/store.ts';
import { finalReport } from './final-report.ts';
import { PdfLink } from './final-report-view.tsx';

/** What can be a review's name, so that the table is not asked for anything else that is typed into an address. */
const reviewName = new RegExp(`^(?:${ANY_SLUG})-\\d{4}-[a-z0-9-]{1,40}$`);

/**
 * The agreed version of a report that its host has made public. Everything else gives nothing, whether the report is
 * private, withdrawn or not yet agreed, or there is no such review; a stranger cannot tell these apart.
 */
export async function publicReport(about: string, store: Store): Promise<FinalReport | undefined> {
  if (!reviewName.test(about)) return undefined;
  const whole = await store.reviewAtHand(about);
  if (!whole) return undefined;
  const { audience, programme, publishedAt, settingsVersion, status, withdrawnAt, year } = whole.review;
  if (audience !== 'public' || publishedAt === undefined || withdrawnAt !== undefined) return undefined;
  if (status === 'cancelled') return undefined;
  try {
    return finalReport(whole, await loadSettings(store, year, programme, settingsVersion));
  } catch (error) {
    if (error instanceof ReportNotAgreed) return undefined;
    throw error;
  }
}

/** Everything below the header of GET /reports/{review}. */
export function publicReportBody(about: string, report: FinalReport): ReactNode {
  return (
    <>
      <Heading caption="Report">{report.title}</Heading>
      <InsetText>
        This report belongs to the {hostWord(report.framework)}, which has made it public. It can withdraw it at any
        time.
      </InsetText>
      <ReportView content={report.content} framework={report.framework} />
      <PdfLink href={`${about}/report.pdf`} />
    </>
  );
}
