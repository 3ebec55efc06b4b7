import * as z from 'zod';
import { anyAnswer, defineQuestion } from '../../decisions/define-question.ts';
import { clockOf, dueBefore, reviewContext } from '../../decisions/review-context.ts';
import { type HostWords, hostWords } from '../../members/host-words.ts';
import {
  enteredText,
  type FormFields,
  type FormState,
  oneOf,
  Paragraph,
  parseForm,
  Radios,
  Subheading,
  Text,
  TextArea,
  textField,
  Warning,
} from '../../pages/kit.ts';
import type { Framework } from '../../settings/framework.ts';
import { LONG, MEDIUM, SHORT } from '../longest.ts';
import {
  type AreaOfExcellence,
  type InformationForm as InformationFormAnswers,
  keepPreparation,
  type Preparation,
  preparationOf,
  SAVED_MEANWHILE,
} from '../preparation.ts';
import { questionFacts } from '../question-facts.ts';

const formFor = (host: string) =>
  z.object({
    context: textField({ label: `the context of the ${host}`, max: LONG }),
    'self-evaluation': textField({ label: 'your self-evaluation in short', max: LONG }),
    priorities: textField({ label: 'your priorities', max: LONG }),
    'visitors-should-know': textField({ label: 'what visitors should know', optional: true, max: MEDIUM }),
    'safeguarding-role': textField({ label: 'the role of your safeguarding contact', max: SHORT }),
    arrival: textField({ label: 'where visitors arrive', max: MEDIUM }),
  });

const AreaForm = z.object({
  'area-title': textField({ label: 'the title of the area of excellence', max: SHORT }),
  'area-why': textField({ label: 'why it is excellent', max: LONG }),
  'area-evidence': textField({ label: 'the evidence', max: LONG }),
  'area-contact-role': textField({ label: 'the role of the person to contact', max: SHORT }),
});
const AreaChoice = z.object({
  area: oneOf(['yes', 'no'], { label: 'whether you put an area of excellence forward' }),
});
const ChallengeForm = z.object({ 'focus-challenge': textField({ label: 'your focus challenge', max: LONG }) });

/** Asks the host for what the team needs to know beforehand. */
export const informationForm = defineQuestion(questionFacts, 'information-form', {
  answer: anyAnswer,
  async bind(asked, desk) {
    const context = await reviewContext(asked, desk, 'host');
    const { review, settings } = context;
    const { framework } = settings.report;
    const words = hostWords(review);
    const before = preparationOf(review);
    return {
      addressee: context.addressee,
      hostName: review.hostName,
      dueAt: dueBefore(clockOf(context).informationForm.due, asked),
      reminderSettings: settings,
      breaks: context.breaks,
      mail: () => ({
        subject: `Please tell the team about your ${words.host}: ${context.title}`,
        firstLine: `The team needs to know a few things about ${review.hostName} before it comes.`,
        paragraphs: [
          `It is one page: the context of the ${words.host}, your self-evaluation in short, your priorities, and where visitors arrive.`,
          framework.focusChallenge
            ? 'Please say there which challenge you want the review to look at.'
            : 'You need not write anything new: what you have in your own plans will do.',
          ...(framework.areaOfExcellence ? ['You can also put an area of excellence forward there.'] : []),
        ],
        button: 'Fill in the form',
        whyYou: words.whyLeader,
      }),
      page: () => ({
        title: `What should the team know about your ${words.host}?`,
        caption: context.title,
        binding: true,
        longForm: true,
        body: (form) => <Body form={form} words={words} framework={framework} />,
        button: 'Send to the team',
        values: typedBefore(before),
      }),
      read(fields) {
        const read = readInformation(fields, words.host, framework);
        if (!read.ok) return read;
        return {
          ok: true,
          taken: {
            answer: { ...read.value },
            outcome: { outcome: 'submitted' },
            what: 'sent the information form',
            effects: () => [keepPreparation(desk.store, review, read.value)],
            thanks: {
              title: 'Your information is with the team',
              paragraphs: [
                'The lead reviewer now proposes a timetable for the three days, which you can agree or change.',
              ],
            },
            conflict: () => SAVED_MEANWHILE,
          },
        };
      },
      silence: () => ({ outcome: { outcome: 'missing' } }),
      said: () => 'The information form was sent to the team.',
    };
  },
});

/** What the host sends with this form. */
type Sent = {
  readonly informationForm: InformationFormAnswers;
  readonly areaOfExcellence?: AreaOfExcellence | null;
  readonly focusChallenge?: string;
};

type Read =
  | { readonly ok: true; readonly value: Sent }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** Reads the form; the area of excellence and the focus challenge only where the framework has them. */
export function readInformation(fields: FormFields, host: string, framework: Framework): Read {
  const area = framework.areaOfExcellence;
  const wanted = area && enteredText({ values: fields, errors: {} }, 'area') === 'yes';
  const general = parseForm(formFor(host), fields);
  const challenge = framework.focusChallenge ? parseForm(ChallengeForm, fields) : undefined;
  const choice = area ? parseForm(AreaChoice, fields) : undefined;
  const details = wanted ? parseForm(AreaForm, fields) : undefined;
  const errors = [challenge, general, choice, details].flatMap((part) => (part && !part.ok ? [part.errors] : []));
  if (errors.length > 0 || !general.ok) return { ok: false, errors: Object.assign({}, ...errors) };
  const { value } = general;
  return {
    ok: true,
    value: {
      informationForm: {
        context: value.context,
        selfEvaluation: value['self-evaluation'],
        priorities: value.priorities,
        visitorsShouldKnow: value['visitors-should-know'],
        safeguardingRole: value['safeguarding-role'],
        arrival: value.arrival,
      },
      ...(area && {
        areaOfExcellence: details?.ok
          ? {
              title: details.value['area-title'],
              why: details.value['area-why'],
              evidence: details.value['area-evidence'],
              contactRole: details.value['area-contact-role'],
            }
          : null,
      }),
      ...(challenge?.ok && { focusChallenge: challenge.value['focus-challenge'] }),
    },
  };
}

/** What was sent before, as after a postponement, to be looked through and sent again. */
function typedBefore({ informationForm: form, areaOfExcellence: area, focusChallenge }: Preparation): FormFields {
  return {
    ...(form && {
      context: form.context,
      'self-evaluation': form.selfEvaluation,
      priorities: form.priorities,
      'visitors-should-know': form.visitorsShouldKnow,
      'safeguarding-role': form.safeguardingRole,
      arrival: form.arrival,
    }),
    ...(area !== undefined && { area: area === null ? 'no' : 'yes' }),
    ...(area && {
      'area-title': area.title,
      'area-why': area.why,
      'area-evidence': area.evidence,
      'area-contact-role': area.contactRole,
    }),
    ...(focusChallenge !== undefined && { 'focus-challenge': focusChallenge }),
  };
}

function Body(props: { readonly form: FormState; readonly words: HostWords; readonly framework: Framework }) {
  const { form, words, framework } = props;
  return (
    <>
      <Warning>
        Write roles, not names, and nothing about single pupils: no names, no results, no circumstances of a child or a
        family.
      </Warning>
      {framework.focusChallenge && (
        <TextArea
          form={form}
          name="focus-challenge"
          label="Your focus challenge"
          hint="What do you want the team to look at together with you? There is no model for it and no judgement of it."
          rows={6}
          maxLength={LONG}
        />
      )}
      <TextArea
        form={form}
        name="context"
        label={`The context of your ${words.host}`}
        hint="Who you serve, what has changed lately."
        rows={6}
        maxLength={LONG}
      />
      <TextArea
        form={form}
        name="self-evaluation"
        label="Your self-evaluation in short"
        hint={framework.headings.map(({ title }) => title).join('; ')}
        rows={8}
        maxLength={LONG}
      />
      <TextArea form={form} name="priorities" label="Your priorities this year" rows={6} maxLength={LONG} />
      <TextArea
        form={form}
        name="visitors-should-know"
        label="What visitors should know (optional)"
        hint="A building site, a day with an event, a subject that is taught by supply teachers."
        rows={3}
        maxLength={MEDIUM}
      />
      <Text
        form={form}
        name="safeguarding-role"
        label="Who is the safeguarding contact during the visit?"
        hint="The role, not the name: ‘designated safeguarding lead’."
      />
      <TextArea
        form={form}
        name="arrival"
        label="Where and when do visitors arrive?"
        hint="Entrance, parking, when the building opens, what they have to bring to be let in."
        rows={3}
        maxLength={MEDIUM}
      />
      {framework.areaOfExcellence && <AreaFields form={form} words={words} />}
    </>
  );
}

function AreaFields({ form, words }: { readonly form: FormState; readonly words: HostWords }) {
  return (
    <>
      <Subheading>Area of excellence</Subheading>
      <Paragraph>
        Something that your {words.host} does so well that others should come and learn from it. The team looks at it
        during the visit and can propose it for accreditation.
      </Paragraph>
      <Radios
        form={form}
        name="area"
        legend="Do you put an area of excellence forward?"
        options={[
          { value: 'yes', text: 'Yes', hint: 'Fill in the four fields below.' },
          { value: 'no', text: 'No' },
        ]}
      />
      <Text form={form} name="area-title" label="Its title" />
      <TextArea form={form} name="area-why" label="Why it is excellent" rows={5} maxLength={LONG} />
      <TextArea form={form} name="area-evidence" label="The evidence" rows={5} maxLength={LONG} />
      <Text
        form={form}
        name="area-contact-role"
        label="Whom others can contact"
        hint="The role, not the name: ‘leader of mathematics’."
      />
    </>
  );
}
