/** A review of the year before, in a table that has this year's. */
import { canonicalHash } from '../../lambdas/documents/canonical-hash.ts';
import type { ReportContent } from '../../lambdas/documents/report-content.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import type { Store } from '../../lambdas/store/store.ts';
import { ABOUT } from '../team/network.ts';

const AT = '2026-11-18T09:00:00.000Z';
export const LAST = ABOUT.replace('2026', '2025');
const files = readSettingsFiles();

const content: ReportContent = {
  framework: 'qar-2019',
  cover: {
    ...{ host: 'Hill View', headRole: 'Headteacher', hub: '', phase: '', dates: '', lastReview: '' },
    lastInspection: 'March 2024, good',
  },
  estimates: {
    overall: 'effective',
    headings: {
      leadership: 'leading',
      'provision-and-outcomes': 'effective',
      'disadvantaged-and-additional-needs': 'effective',
    },
  },
  context: ['A village school.'],
  findings: {
    leadership: { www: [], ebi: ['Feedback in writing.'] },
    'provision-and-outcomes': { www: [], ebi: [] },
    'disadvantaged-and-additional-needs': { www: [], ebi: ['Attendance of pupils with a plan'] },
  },
  areaOfExcellence: {
    ...{ standing: 'accredited', title: 'Early reading', why: [], evidence: [], contactRole: 'Reading lead' },
    earlier: ['Music, accredited in 2023'],
  },
  support: [],
};

/** Last year's review, whose host said half a year later how far it came with its first point. */
export async function putLastReview(store: Store, changes: object = {}, withProgress = true): Promise<void> {
  const { entities } = store;
  const settings = files.programmes.find(({ year, programme }) => year === '2025' && programme === 'QAR');
  if (!settings) throw new Error('There are no settings of 2025.');
  await entities.programmeSettings.put({ year: '2025', programme: 'QAR', version: '001', settings }).go();
  const hash = canonicalHash(content);
  await entities.review
    .put({
      ...(await store.needReview(ABOUT)),
      about: LAST,
      ...{ year: '2025', day1: '2026-02-10', stage: 'closed', publishedAt: '2026-03-20T10:00:00.000Z' },
      report: {
        latest: { version: '002', hash },
        host: { hash, version: '002', at: AT },
        lead: { hash, version: '002', at: AT },
      },
      preparation: {
        informationForm: {
          ...{ context: 'Two forms a year', selfEvaluation: 'OLD-EVALUATION', priorities: 'OLD-PRIORITIES' },
          ...{ visitorsShouldKnow: 'OLD-NEWS', safeguardingRole: 'Deputy head', arrival: 'Side gate, 8:00' },
        },
        timetable: {
          days: [
            { morning: 'Walk with the head', afternoon: 'Lessons' },
            { morning: 'Books', afternoon: 'Pupils' },
            { morning: 'Findings', afternoon: 'Agreement' },
          ],
          call: { date: '2026-02-03', time: '15:30', attendees: 'head, lead reviewer' },
        },
      },
      ...changes,
    })
    .go();
  await entities.reportVersion
    .put({ about: LAST, version: '002', hash, content, writtenBy: 'lead-1', writtenAt: AT })
    .go();
  for (const [finding, heading, text, progress] of [
    ['agreed.ebi.01', 'leadership', 'Feedback in writing.', 'under-way: We began in spring: two classes.'],
    ['agreed.ebi.02', 'disadvantaged-and-additional-needs', 'Attendance of pupils with a plan', undefined],
  ] as const) {
    const row = { about: LAST, finding, kind: 'ebi' as const, heading, text, notedAt: AT };
    await entities.finding.put({ ...row, ...(withProgress && progress !== undefined && { progress }) }).go();
  }
}
