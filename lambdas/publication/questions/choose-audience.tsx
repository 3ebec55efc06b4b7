import * as z from 'zod';
import { fieldsOf } from '../../forms/form.tsx';
import { hostWords } from '../../members/host-words.ts';
import { Details, Paragraph } from '../../pages/kit.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import { clockOf, dueBefore } from '../../questions/review-context.ts';
import {
  type Audience,
  addressField,
  audienceField,
  audienceInWords,
  audienceOptions,
  hubManagerGetsIt,
  nextTeamSees,
  type Owner,
  privateIsNowhere,
} from '../audience-fields.tsx';
import { finalContext } from '../final-report.ts';
import { FinalReportView } from '../final-report-view.tsx';
import { questionFacts } from '../question-facts.ts';

const Answer = z.object({ audience: z.enum(['private', 'hub', 'public']), address: z.string() });

const formOf = (owner: Owner) =>
  fieldsOf({ audience: audienceField(audienceOptions(owner)), address: addressField(owner) }, privateIsNowhere);

/** What silence leaves the report as, by the settings. */
const IF_NOTHING: Readonly<Record<Audience, string>> = {
  private: questionFacts['choose-audience'].ifNothing,
  hub: 'the hub manager may also share it with the schools of your hub',
  public: 'anybody can read it on a page of ours',
};

/** The report belongs to the host: its head decides who may see it. Silence keeps it private. */
export const chooseAudience = defineQuestion(questionFacts, 'choose-audience', {
  answer: Answer,
  async bind(asked, deps) {
    const context = await finalContext(asked, deps, 'host');
    const { addressee, breaks, host, report, review, settings } = context;
    const owner = { host, hub: review.hub };
    return {
      addressee,
      hostName: review.hostName,
      dueAt: dueBefore(clockOf(context).publicationChoice.due, asked),
      leastWorkingDays: settings.publication.askWorkingDays,
      reminderSettings: settings,
      breaks,
      ifNothing: IF_NOTHING[settings.publication.silence],
      mail: () => ({
        subject: `Who may see your report? ${context.title}`,
        firstLine: `The report of your ${host}'s review is final, and it belongs to you.`,
        paragraphs: [
          'You decide who may see it.',
          ...(review.hub === undefined ? [] : [hubManagerGetsIt(owner)]),
          'You can change your mind later, or withdraw the report.',
        ],
        button: 'Choose who may see it',
        whyYou: hostWords(review).whyLeader,
      }),
      page: () => ({
        title: 'Who may see your report?',
        caption: context.title,
        button: 'Save your choice',
        binding: true,
        body: (form) => (
          <>
            <Paragraph>
              The report is final and belongs to your {host}. {hubManagerGetsIt(owner)} {nextTeamSees(owner)}
            </Paragraph>
            <Details summary="Read the final report">
              <FinalReportView report={report} />
            </Details>
            {formOf(owner).showAll(form)}
          </>
        ),
      }),
      read: readBy(formOf(owner).read, ({ audience, address }) => ({
        answer: { audience, address },
        outcome: { outcome: 'chosen', audience },
        what: `chose who may see the report: ${audience}`,
        effects: () => [
          deps.store.rows.review.patch({ about: asked.about }).set({ audience, publishedAddress: address }).commit(),
        ],
        thanks: {
          title: 'Your choice is saved',
          paragraphs: [
            `${audienceInWords(audience, owner)}.`,
            'You get a mail with a link by which you can change this or withdraw the report.',
          ],
        },
      })),
      silence: () => ({
        outcome: { outcome: 'silence', audience: settings.publication.silence },
        effects: () => [
          deps.store.rows.review.patch({ about: asked.about }).set({ audience: settings.publication.silence }).commit(),
        ],
      }),
      document: () => report,
      sent: ({ audience, address }) => ({ fields: { audience, address } }),
      said: (answer) => `You chose: ${audienceInWords(answer.audience, owner)}.`,
      since(answer) {
        if (review.withdrawnAt !== undefined) return 'The report was withdrawn.';
        return review.audience === undefined || review.audience === answer.audience
          ? undefined
          : `${audienceInWords(review.audience, owner)}.`;
      },
    };
  },
});
