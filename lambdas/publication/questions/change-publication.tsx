import * as z from 'zod';
import { fieldsOf } from '../../forms/form.tsx';
import { hostWords } from '../../members/host-words.ts';
import { Details, Paragraph } from '../../pages/kit.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import { changeOf, news } from '../../store/news.ts';
import {
  addressField,
  audienceField,
  audienceInWords,
  audienceOptions,
  type Owner,
  privateIsNowhere,
} from '../audience-fields.tsx';
import { finalContext } from '../final-report.ts';
import { FinalReportView } from '../final-report-view.tsx';
import { questionFacts } from '../question-facts.ts';

const Answer = z.object({ audience: z.enum(['private', 'hub', 'public', 'withdrawn']), address: z.string() });

const formOf = (owner: Owner) =>
  fieldsOf(
    { audience: audienceField([...audienceOptions(owner), withdrawal(owner)]), address: addressField(owner) },
    privateIsNowhere,
  );

const withdrawal = ({ host }: Owner) =>
  ({
    value: 'withdrawn',
    text: 'Nobody: withdraw the report',
    hint: `Our page of it is gone, and links to it that others have no longer open it. Your ${host} keeps it, and so does the review's record`,
  }) as const;

/**
 * The standing link by which a head changes who may see the final report, tells where it is published, or withdraws it.
 * No workflow waits for it, nobody is reminded of it, and silence changes nothing.
 */
export const changePublication = defineQuestion(questionFacts, 'change-publication', {
  answer: Answer,
  async bind(asked, deps) {
    const context = await finalContext(asked, deps, 'host');
    const { addressee, breaks, host, report, review, settings } = context;
    const audience = review.audience ?? settings.publication.silence;
    const address = review.publishedAddress ?? '';
    const { store } = deps;
    const owner = { host, hub: review.hub };
    return {
      addressee,
      hostName: review.hostName,
      dueAt: asked.expiresAt,
      reminderSettings: settings,
      breaks,
      mail: () => ({
        subject: `Your report is final: ${context.title}`,
        firstLine: `The report of your ${host}'s review is final. This link leads to it.`,
        paragraphs: [
          `${audienceInWords(audience, owner)}.`,
          'Keep this mail. By its link you can change who may see the report, tell us where you publish it, or withdraw it. You do not have to do anything.',
        ],
        button: 'Read the report or change who sees it',
        whyYou: `You get this mail because you are the ${hostWords(review).leader} of ${review.hostName}, and the report belongs to it.`,
      }),
      page: () => ({
        title: 'Your final report',
        caption: context.title,
        button: 'Save the change',
        values: { audience, address },
        binding: true,
        body: (form) => (
          <>
            <Paragraph>
              Now: {audienceInWords(audience, owner)}. You do not have to change anything. With each change you get a
              mail with a new link for the next one.
            </Paragraph>
            <Details summary="Read the final report">
              <FinalReportView report={report} />
            </Details>
            {formOf(owner).showAll(form)}
          </>
        ),
      }),
      read: readBy(formOf(owner).read, (chosen, answering) => {
        const withdrawn = chosen.audience === 'withdrawn';
        const patch = store.rows.review.patch({ about: asked.about });
        return {
          answer: chosen,
          outcome: withdrawn ? { outcome: 'withdrawn' } : { outcome: 'changed', audience: chosen.audience },
          ...(!withdrawn && { again: true as const }),
          what: withdrawn ? 'withdrew the report' : `changed who may see the report: ${chosen.audience}`,
          effects: () =>
            chosen.audience === 'withdrawn'
              ? [patch.set({ withdrawnAt: answering.at }).commit(), news(store, changeOf(asked.about, answering.at))]
              : [patch.set({ audience: chosen.audience, publishedAddress: chosen.address }).commit()],
          thanks: withdrawn
            ? {
                title: 'The report is withdrawn',
                paragraphs: [
                  'Its page is gone as if it had never been.',
                  `If your ${host} published the report itself, take it down there too.`,
                ],
              }
            : {
                title: 'Your change is saved',
                paragraphs: [`${audienceInWords(chosen.audience, owner)}.`],
              },
        };
      }),
      silence: () => ({ outcome: { outcome: 'unchanged' } }),
      reading: () => <FinalReportView report={report} />,
      document: () => report,
      sent: ({ audience, address }) => ({ fields: { audience, address } }),
      said: (answer) =>
        answer.audience === 'withdrawn'
          ? 'You withdrew the report.'
          : `You chose: ${audienceInWords(answer.audience, owner)}.`,
      since(answer) {
        if (answer.audience === 'withdrawn') return undefined;
        if (review.withdrawnAt !== undefined) return 'The report was withdrawn.';
        return review.audience === undefined || review.audience === answer.audience
          ? undefined
          : `${audienceInWords(review.audience, owner)}.`;
      },
    };
  },
});
