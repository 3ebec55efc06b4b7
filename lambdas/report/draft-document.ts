/** A report before it is final, as a document: a version that was sent, or what a form holds so far. */

import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import type { DraftReport } from '../documents/draft-report.ts';
import { storedContent } from '../documents/report-content.ts';
import { versionInWords } from '../documents/report-versions.ts';
import type { FormFields } from '../pages/kit.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import type { Draft, ReportVersion, Review } from '../store/store.ts';
import { type FixedCover, reportSoFar } from './report-form.ts';

interface Of {
  readonly review: Pick<Review, 'hostName'>;
  readonly settings: Pick<ProgrammeSettings, 'name' | 'report'>;
}

/** @throws MalformedReport when the row holds something else than a report of the review's framework. */
export function draftOfVersion(row: ReportVersion, of: Of): DraftReport {
  const { framework } = of.settings.report;
  return {
    title: titleOf(of),
    content: storedContent(row, framework),
    framework,
    writtenAt: row.writtenAt,
    state: `${versionInWords(row)}, of ${longDate(londonDate(row.writtenAt))}`,
  };
}

/**
 * What the form of a report holds so far: what was saved of it, over what it began with.
 *
 * @param askedAt the instant from which on it could be written: its own while nothing was saved.
 */
export function draftOfForm(
  form: {
    readonly begun: FormFields;
    readonly saved: Pick<Draft, 'fields' | 'savedAt'> | undefined;
    readonly askedAt: string;
  },
  cover: FixedCover,
  of: Of,
): DraftReport {
  const { begun, saved, askedAt } = form;
  const { framework } = of.settings.report;
  return {
    title: titleOf(of),
    content: reportSoFar({ ...begun, ...((saved?.fields ?? {}) as FormFields) }, framework, cover),
    framework,
    writtenAt: saved?.savedAt ?? askedAt,
    state:
      saved === undefined
        ? 'as its form begins; nothing of it was saved yet'
        : `as it was saved on ${longDate(londonDate(saved.savedAt))} and not sent yet`,
  };
}

const titleOf = ({ review, settings }: Of): string => `${settings.name}: ${review.hostName}`;
