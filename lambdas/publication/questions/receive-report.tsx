import { hostWords } from '../../members/host-words.ts';
import { InsetText, Paragraph } from '../../pages/kit.ts';
import { anyAnswer, defineQuestion } from '../../questions/define-question.ts';
import { finalContext } from '../final-report.ts';
import { FinalReportView } from '../final-report-view.tsx';
import { questionFacts } from '../question-facts.ts';

/**
 * The hub manager gets the final report, which is the one exception to the host's say (the yearly agreement). It is a
 * question only because a question's link is the one private way to a page; nothing waits for the answer, and a
 * withdrawn report is not shown any more.
 */
export const receiveReport = defineQuestion(questionFacts, 'receive-report', {
  answer: anyAnswer,
  async bind(asked, deps) {
    const context = await finalContext(asked, deps, 'person');
    const { breaks, host, report, review, settings } = context;
    const { leader } = hostWords(review);
    const withdrawn = review.withdrawnAt !== undefined;
    const audience = review.audience ?? settings.publication.silence;
    const shared = {
      private: 'It is private: please show it to nobody else.',
      hub: `The ${leader} has agreed that you share it with the schools of the hub.`,
      public: `The ${leader} has made it public.`,
    }[audience];
    return {
      addressee: { ...context.addressee, role: 'hub-manager' },
      hostName: review.hostName,
      dueAt: asked.expiresAt,
      reminderSettings: settings,
      breaks,
      mail: () => ({
        subject: `The final report: ${context.title}`,
        firstLine: `The report of the review at ${review.hostName} is final. This link leads to it.`,
        paragraphs: [
          `The ${leader} of each ${host} signs in the yearly agreement that the hub manager gets the final report.`,
          shared,
          'Keep this mail: its link opens the report for as long as it stands there. You do not have to answer.',
          ...(settings.feedback.hubSees === 'counts'
            ? ['The same page leads to what people said of your hub’s reviews, as counts without names.']
            : []),
        ],
        button: 'Read the report',
        whyYou: `You get this mail because ${review.hostName} belongs to the hub that you manage.`,
      }),
      page: () => ({
        title: withdrawn ? 'This report was withdrawn' : 'The final report',
        caption: context.title,
        button: 'Tell us that you have read it',
        nothingToAnswer: withdrawn,
        body: () =>
          withdrawn ? (
            <Paragraph>The {host} has withdrawn its report. You do not have to do anything.</Paragraph>
          ) : (
            <>
              <InsetText>
                {shared} It belongs to the {host}.
              </InsetText>
              <FinalReportView report={report} />
            </>
          ),
      }),
      read: () => ({
        ok: true,
        taken: {
          answer: { read: true },
          outcome: { outcome: 'read' },
          what: 'read the final report',
          effects: () => [],
          thanks: { title: 'Thank you', paragraphs: ['There is nothing else to do.'] },
        },
      }),
      silence: () => ({ outcome: { outcome: 'silence' } }),
      said: () => 'You told us that you have read the report.',
      ...(!withdrawn && { document: () => report, reading: () => <FinalReportView report={report} /> }),
    };
  },
});
