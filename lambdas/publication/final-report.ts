import type { Asked, Desk, ReminderSource } from '../decisions/question.ts';
import { type Recipient, type ReviewContext, reviewContext } from '../decisions/review-context.ts';
import { hostWord, type ReportContent, storedContent } from '../documents/report-content.ts';
import { finalVersion } from '../documents/report-versions.ts';
import type { Framework } from '../settings/framework.ts';

/** What every question about a final report is worked out from. */
export interface FinalContext extends ReviewContext {
  readonly framework: Framework;
  readonly content: ReportContent;
  /** 'school' or 'trust'. */
  readonly host: 'school' | 'trust';
}

/** @throws ReportNotAgreed when the review has no final report. */
export async function finalContext(asked: Asked, desk: Desk, to: Recipient): Promise<FinalContext> {
  const context = await reviewContext(asked, desk, to);
  const { framework } = context.settings.report;
  const content = storedContent(finalVersion(context.whole), framework);
  return { ...context, framework, content, host: hostWord(framework) };
}

/** The kind of reminders of a link that only stands ready for use: there are none, whatever the settings say. */
export const STANDING = 'standing';

export const withoutReminders = (settings: ReminderSource): ReminderSource => ({
  ...settings,
  reminders: { ...settings.reminders, [STANDING]: [] },
});
