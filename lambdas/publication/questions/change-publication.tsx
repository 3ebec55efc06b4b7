import * as z from 'zod';
import { hidden } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { hostWords } from '../../members/host-words.ts';
import { Details, Paragraph, WHOLE_FORM } from '../../pages/kit.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import {
  type Audience,
  addressField,
  audienceField,
  audienceOptions,
  choiceInWords,
  choiceNow,
  type Owner,
  privateIsNowhere,
} from '../audience-fields.tsx';
import { changeAudience } from '../change-audience.ts';
import { finalContext } from '../final-report.ts';
import { FinalReportView } from '../final-report-view.tsx';
import { questionFacts } from '../question-facts.ts';

const Answer = z.object({ audience: z.enum(['private', 'hub', 'public', 'withdrawn']), address: z.string() });

type Choice = Audience | 'withdrawn';

/** @param now what holds while the form is shown: somebody else may have changed it before it is sent. */
const formOf = (owner: Owner, now: Choice) =>
  fieldsOf(
    {
      audience: audienceField([...audienceOptions(owner), withdrawal(owner, now)]),
      address: addressField(owner),
      seen: hidden({ what: 'who could see the report', value: now }),
    },
    privateIsNowhere,
  );

const withdrawal = ({ host }: Owner, now: Choice) =>
  ({
    value: 'withdrawn',
    text: now === 'withdrawn' ? 'Nobody: it stays withdrawn' : 'Nobody: withdraw the report',
    hint: `Our page of it is gone, and links to it that others have no longer open it. The team of your next review is shown nothing of it. Your ${host} keeps it, and can publish it again`,
  }) as const;

/**
 * The standing link by which a head changes who may see the final report, tells where it is published, withdraws it or publishes it
 * again, for as long as there is the report. No workflow waits for it, nobody is reminded of it, and silence changes nothing.
 */
export const changePublication = defineQuestion(questionFacts, 'change-publication', {
  answer: Answer,
  async bind(asked, deps) {
    const context = await finalContext(asked, deps, 'host');
    const { addressee, breaks, decision, host, report, review, settings, title } = context;
    const { silence } = settings.publication;
    const now = choiceNow(review, silence);
    const owner = { host, hub: review.hub };
    const form = formOf(owner, now);
    return {
      addressee,
      hostName: review.hostName,
      dueAt: asked.expiresAt,
      reminderSettings: settings,
      breaks,
      mail: () => ({
        ...(now === 'withdrawn'
          ? {
              subject: `Your report is withdrawn: ${title}`,
              firstLine: `The report of your ${host}'s review is withdrawn.`,
            }
          : asked.round === 1
            ? {
                subject: `Your report is final: ${title}`,
                firstLine: `The report of your ${host}'s review is final. This link leads to it.`,
              }
            : {
                subject: `Who may see your report: ${title}`,
                firstLine: `This is who may see the report of your ${host}'s review now.`,
              }),
        paragraphs: [
          `${choiceInWords(now, owner)}.`,
          `Keep this mail. By its link you can ${now === 'withdrawn' ? 'publish the report again' : 'change who may see the report, tell us where you publish it, or withdraw it'}, for as long as there is the report. You do not have to do anything.`,
          'If you lose it, our page for fresh links mails you another one at any time.',
        ],
        button: now === 'withdrawn' ? 'Publish it again' : 'Read the report or change who sees it',
        whyYou: `You get this mail because you are the ${hostWords(review).leader} of ${review.hostName}, and the report belongs to it.`,
      }),
      page: () => ({
        title: 'Your final report',
        caption: title,
        button: 'Save the change',
        values: { audience: now, address: review.publishedAddress ?? '' },
        binding: true,
        body: (state) => (
          <>
            <Paragraph>
              {choiceInWords(now, owner)}.{' '}
              {now === 'withdrawn'
                ? 'To publish it again, choose who may see it.'
                : 'You do not have to change anything.'}{' '}
              With each change you get a mail with a new link for the next one.
            </Paragraph>
            {now === 'public' && (
              <Paragraph>
                <a className="govuk-link" href={`/reports/${review.about}`}>
                  The page that anybody can read
                </a>
                : its address is the one to pass on.
              </Paragraph>
            )}
            <Details summary="Read the final report">
              <FinalReportView report={report} />
            </Details>
            {form.showAll(state)}
          </>
        ),
      }),
      read: readBy(form.read, ({ audience: choice, address, seen }, answering) => {
        // What is sent twice is answered like the first, though that has changed what holds.
        if (decision?.status === 'open' && seen !== '' && seen !== now) {
          return {
            errors: {
              [WHOLE_FORM]: `This has changed since you opened the page. Now: ${choiceInWords(now, owner)}. Look at it again, then send it`,
            },
          };
        }
        return {
          answer: { audience: choice, address },
          outcome: choice === 'withdrawn' ? { outcome: 'withdrawn' } : { outcome: 'changed', audience: choice },
          again: true,
          what: whatWasDone(now, choice),
          effects: () => changeAudience(deps.store, review, { choice, address }, answering.at),
          thanks: thanksFor(now, choice, owner),
        };
      }),
      silence: () => ({ outcome: { outcome: 'unchanged' } }),
      reading: () => <FinalReportView report={report} />,
      document: () => report,
      sent: ({ audience, address }) => ({ fields: { audience, address } }),
      said: (answer) =>
        answer.audience === 'withdrawn'
          ? 'You withdrew the report.'
          : `You chose: ${choiceInWords(answer.audience, owner)}.`,
      since(answer) {
        if (answer.audience === now) return undefined;
        if (now === 'withdrawn') return 'The report was withdrawn.';
        return review.audience === undefined ? undefined : `${choiceInWords(now, owner)}.`;
      },
    };
  },
});

/** What the audit says. */
function whatWasDone(now: Choice, choice: Choice): string {
  if (choice === 'withdrawn') return now === 'withdrawn' ? 'left the report withdrawn' : 'withdrew the report';
  return now === 'withdrawn' ? `published the report again: ${choice}` : `changed who may see the report: ${choice}`;
}

const thanksFor = (now: Choice, choice: Choice, owner: Owner) =>
  choice === 'withdrawn'
    ? {
        title: 'The report is withdrawn',
        paragraphs: [
          'Its page is gone as if it had never been.',
          `If your ${owner.host} published the report itself, take it down there too.`,
          'A mail brings you a link by which you can publish it again.',
        ],
      }
    : {
        title: now === 'withdrawn' ? 'The report is published again' : 'Your change is saved',
        paragraphs: [`${choiceInWords(choice, owner)}.`, 'A mail brings you a new link for the next change.'],
      };
