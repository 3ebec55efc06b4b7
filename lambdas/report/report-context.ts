import * as z from 'zod';
import { canonicalHash } from '../documents/canonical-hash.ts';
import { hostWord, type ReportContent, storedContent } from '../documents/report-content.ts';
import { latestVersion } from '../documents/report-versions.ts';
import type { Asked, BoundQuestion, Deps } from '../questions/question.ts';
import { clockOf, dueBefore, type Recipient, type ReviewContext, reviewContext } from '../questions/review-context.ts';
import type { ClockName } from '../settings/clock-steps.ts';
import type { Framework } from '../settings/framework.ts';
import type { ReportVersion } from '../store/store.ts';

/** The question is about a version of the report, and none was ever written. */
export class NoReportYet extends Error {
  override name = 'NoReportYet';
}

/** What every question about a report is worked out from. */
export interface ReportContext extends ReviewContext {
  readonly framework: Framework;
  /** 'school' or 'trust'. */
  readonly host: 'school' | 'trust';
  /** The version that was the newest when the question was asked; nothing when there was none. */
  readonly base: { readonly row: ReportVersion; readonly content: ReportContent } | undefined;
  /** Fixed when the question is asked, so that the same form always means the same text. */
  readonly facts: { readonly version: string; readonly hash: string };
  /** What every bound question says alike. */
  readonly common: Pick<BoundQuestion, 'addressee' | 'hostName' | 'reminderSettings' | 'breaks' | 'facts'>;
}

/** A context with a version in it. */
export interface VersionContext extends ReportContext {
  readonly base: NonNullable<ReportContext['base']>;
}

const Facts = z.object({ version: z.string(), hash: z.string() });

/** @throws NotInTable when the review or the person is not there, MalformedReport when its newest version is unreadable. */
export async function reportContext(asked: Asked, deps: Deps, to: Recipient): Promise<ReportContext> {
  const context = await reviewContext(asked, deps, to);
  const { addressee, breaks, decision, review, settings, whole } = context;
  const { framework } = settings.report;
  const fixed = Facts.safeParse(decision?.facts).data;
  const row = fixed ? whole.versions.find(({ version }) => version === fixed.version) : latestVersion(whole);
  const facts = fixed ?? { version: row?.version ?? '', hash: row?.hash ?? '' };
  return {
    ...context,
    framework,
    host: hostWord(framework),
    base: row && { row, content: storedContent(row, framework) },
    facts,
    common: { addressee, hostName: review.hostName, reminderSettings: settings, breaks, facts },
  };
}

/** @throws NoReportYet as long as nobody has written a draft. */
export async function versionContext(asked: Asked, deps: Deps, to: Recipient): Promise<VersionContext> {
  const context = await reportContext(asked, deps, to);
  if (!context.base) throw new NoReportYet(`There is no draft of the report of ${asked.about} to ask about.`);
  return { ...context, base: context.base };
}

/** By when a step of the report is due: as the review's clock has it, never after the question's expiry. */
export const dueAt = (context: ReviewContext, name: ClockName, asked: Asked): string =>
  dueBefore(clockOf(context)[name].due, asked);

/** The text that an answer names by its hash; nothing where no version of the review has it. */
export function contentSent(answer: unknown, { whole, framework }: ReportContext): ReportContent | undefined {
  const hash = z.object({ hash: z.string() }).safeParse(answer).data?.hash;
  const row = whole.versions.find((version) => version.hash === hash);
  return row && storedContent(row, framework);
}

/** What is compared when a form is sent again, in place of a long text. */
export const digest = (value: unknown): string => canonicalHash(value).slice(0, 16);
