import type { CorrectsReports } from '../commands/correct-report.ts';
import type { SetsAudiences } from '../commands/set-audience.ts';
import { hostWords } from '../members/host-words.ts';
import type { Notice } from '../questions/question.ts';
import { addresseeOf } from '../questions/review-context.ts';
import { loadSettings } from '../settings/load-settings.ts';
import type { Person, Review } from '../store/store.ts';
import { choiceInWords, choiceNow } from './audience-fields.tsx';
import { changeAudience } from './change-audience.ts';
import { planCorrection } from './correct-report.ts';
import { headToTell } from './head-to-tell.ts';

type PlanAudience = SetsAudiences['reports']['planAudience'];

/** Changes who may see a final report as its host's head has asked in writing; its head of today is told. */
const planAudience: PlanAudience = async (review, choice, at, { store }) => {
  const settings = await loadSettings(store, review.year, review.programme, review.settingsVersion);
  if (choice === 'hub' && review.hub === undefined) return { refusal: `${review.hostName} belongs to no hub.` };
  const inWords = choiceInWords(choice, { host: review.hostKind, hub: review.hub });
  if (choice === choiceNow(review, settings.publication.silence)) {
    return { refusal: `It is so already. The head reads of it: ‘${inWords}.’` };
  }
  const head = await headToTell(review, store);
  return {
    items: changeAudience(store, review, { choice }, at),
    notice: head && noticeTo(head, review, inWords, choice === 'withdrawn', at),
  };
};

/** What the central team does with reports, for whoever carries out its commands. */
export const reportCommands: SetsAudiences['reports'] & CorrectsReports['reports'] = { planAudience, planCorrection };

function noticeTo(head: Person, review: Review, inWords: string, isWithdrawn: boolean, at: string): Notice {
  const { hostName, programme } = review;
  const { leader, host } = hostWords(review);
  return {
    to: addresseeOf(head, 'host', review.hub),
    kind: `audience-set.${at}`,
    subject: `Who may see your report: ${programme} at ${hostName}`,
    firstLine: `As your ${host} has asked, we have changed who may see the report of its review.`,
    paragraphs: [
      `${inWords}.`,
      ...(isWithdrawn ? [`If your ${host} published the report itself, take it down there too.`] : []),
      'The report belongs to you: if you did not ask for this, or want it otherwise, reply to this mail, or change it yourself by the link of your last mail about the report. Our page for fresh links mails you another one at any time.',
    ],
    whyYou: `You get this mail because you are the ${leader} of ${hostName}, and the report belongs to it.`,
  };
}
