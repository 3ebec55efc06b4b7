import { agreementPdf } from '../../lambdas/documents/agreement-pdf.ts';
import { answerPdf } from '../../lambdas/documents/answer-pdf.ts';
import { recordPdf } from '../../lambdas/documents/record-pdf.ts';
import { draftPdf, reportPdf } from '../../lambdas/documents/report-pdf.ts';
import { readReport } from '../../lambdas/report/report-form.ts';
import { qar, qarFields } from '../report/written-review.ts';

/** Words in the scripts that a document has fonts for. */
export const SCRIPTS = {
  Latin: 'Dŵr, Łódź, “good” – 50%',
  Arabic: 'أهلا وسهلا',
  Hebrew: 'ברוכים הבאים',
  Bengali: 'পড়া।',
  Tamil: 'படிப்பு',
} as const;

/** Signs that no font of ours has. */
export const UNSHOWABLE = '您好 🎓';

const AT = '2027-02-15T10:00:00.000Z';
const CHARITY = 'The Lanterns';

function reportOf(words: string) {
  const cover = { host: words, hub: 'Riverside', phase: 'Primary', dates: 'Tuesday 12 to Thursday 14 January 2027' };
  const read = readReport(qarFields, qar, cover);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  const content = { ...read.value, context: [words, `At the door: ${words} (2027).`] };
  const title = `Quality Assurance Review: ${words}`;
  return { title, charityName: CHARITY, content, framework: qar, writtenAt: AT };
}

/** Every kind of document, with the same words wherever somebody can have typed something. */
export const printed = {
  report: (words: string): Promise<Buffer> => reportPdf(reportOf(words)),
  draft: (words: string): Promise<Buffer> =>
    draftPdf({ ...reportOf(words), state: 'version 2, of Monday 15 February 2027' }),
  record: (words: string): Promise<Buffer> =>
    recordPdf({
      name: words,
      summary: '2 reviews and a training',
      sections: [
        {
          title: 'Reviews',
          rows: [
            { label: 'Tuesday 12 January 2027', value: `Reviewer at ${words}` },
            { label: words, value: words },
          ],
          none: 'None yet.',
        },
        { title: 'Training', rows: [], none: 'None yet.' },
      ],
      ...{ charityName: CHARITY, writtenAt: AT, writtenOn: 'Monday 15 February 2027' },
    }),
  answer: (words: string): Promise<Buffer> =>
    answerPdf({
      ...{ title: 'School information', charityName: CHARITY, writtenAt: AT },
      facts: [{ label: 'Answered by', value: words }],
      sent: [
        { label: 'What do you want us to look at?', value: `${words}\n\nAnd ${words}, too.` },
        { label: words, value: 'Yes' },
      ],
    }),
  agreement: (words: string): Promise<Buffer> =>
    agreementPdf({
      ...{ title: `Agreement for 2026 to 2027: ${words}`, charityName: CHARITY, writtenAt: AT },
      facts: [{ label: 'Signed by', value: words }],
      text: ['You host one review in the year.', 'Your leaders go on others.'],
    }),
} as const;

export type Kind = keyof typeof printed;
export const KINDS = Object.keys(printed) as Kind[];
