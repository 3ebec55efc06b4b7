import type { ReactNode } from 'react';
import { hostWord, storedContent } from '../documents/report-content.ts';
import { finalVersion, ReportNotAgreed } from '../documents/report-versions.ts';
import { ReportView } from '../documents/report-view.tsx';
import { Heading, InsetText } from '../pages/kit.ts';
import { loadSettings } from '../settings/load-settings.ts';
import type { Store, WholeReview } from '../store/store.ts';

/** A page for everybody: its title, and everything below the header. */
export interface PublicReport {
  readonly title: string;
  readonly body: ReactNode;
}

/** What can be a review's name, so that the table is not asked for anything else that is typed into an address. */
const reviewName = /^(?:qar|tpr)-\d{4}-[a-z0-9-]{1,40}$/;

/**
 * The page of GET /reports/{review}: the agreed version of a report that its host has made public. Everything else gives
 * nothing, whether the report is private, withdrawn or not yet agreed, or there is no such review; a stranger cannot
 * tell these apart.
 */
export async function publicReport(about: string, store: Store): Promise<PublicReport | undefined> {
  if (!reviewName.test(about)) return undefined;
  const whole = await store.wholeReview(about);
  const final = whole && publicVersion(whole);
  if (!final) return undefined;
  const { review } = whole;
  const settings = await loadSettings(store, review.year, review.programme, review.settingsVersion);
  const { framework } = settings.report;
  const title = `${settings.name}: ${review.hostName}`;
  return {
    title,
    body: (
      <>
        <Heading caption="Report">{title}</Heading>
        <InsetText>
          This report belongs to the {hostWord(framework)}, which has made it public. It can withdraw it at any time.
        </InsetText>
        <ReportView content={storedContent(final, framework)} framework={framework} />
      </>
    ),
  };
}

function publicVersion(whole: WholeReview) {
  const { audience, publishedAt, status, withdrawnAt } = whole.review;
  if (audience !== 'public' || publishedAt === undefined || withdrawnAt !== undefined) return undefined;
  if (status === 'cancelled') return undefined;
  try {
    return finalVersion(whole);
  } catch (error) {
    if (error instanceof ReportNotAgreed) return undefined;
    throw error;
  }
}
