/** The fields of a host's information form, what is kept of them, and what they begin with. */
import type { LastReview } from '../documents/last-review.ts';
import { choice, longText, onlyIf, telephone, text } from '../forms/fields.tsx';
import { type AnswerOf, fieldsOf } from '../forms/form.tsx';
import { whereOfficeTelephoneIsFrom } from '../members/telephones.ts';
import type { FormFields } from '../pages/kit.ts';
import { type Preparation, preparationOf } from '../questions/preparation.ts';
import type { Framework } from '../settings/framework.ts';
import type { Member } from '../store/store.ts';
import { LONG, LONG_BYTES, MEDIUM, MEDIUM_BYTES, SHORT } from './longest.ts';

/**
 * The area of excellence and the focus challenge are asked only where the framework has them.
 *
 * @param host 'school' or 'trust'.
 * @param owner whose office has a telephone.
 * @param kept the fields that begin with what the host wrote last year, which is said beside each.
 */
export const informationFields = (
  host: string,
  { areaOfExcellence: hasArea, focusChallenge: hasChallenge, headings }: Framework,
  owner: Member | undefined,
  kept: FormFields,
) => {
  const hintOf = (field: string, hint: string): string =>
    field in kept ? `From last year’s form: please correct it. ${hint}` : hint;
  return fieldsOf({
    ...onlyIf(hasChallenge, {
      'focus-challenge': longText({
        label: 'Your focus challenge',
        what: 'your focus challenge',
        hint: 'What do you want the team to look at together with you? There is no model for it and no judgement of it.',
        rows: 6,
        max: LONG,
        maxBytes: LONG_BYTES,
      }),
    }),
    context: longText({
      label: `The context of your ${host}`,
      what: `the context of the ${host}`,
      hint: hintOf('context', 'Who you serve, what has changed lately.'),
      rows: 6,
      max: LONG,
      maxBytes: LONG_BYTES,
    }),
    'self-evaluation': longText({
      label: 'Your self-evaluation in short',
      what: 'your self-evaluation in short',
      hint: headings.map(({ title }) => title).join('; '),
      rows: 8,
      max: LONG,
      maxBytes: LONG_BYTES,
    }),
    priorities: longText({
      label: 'Your priorities this year',
      what: 'your priorities',
      rows: 6,
      max: LONG,
      maxBytes: LONG_BYTES,
    }),
    'visitors-should-know': longText({
      label: 'What visitors should know',
      what: 'what visitors should know',
      hint: 'A building site, a day with an event, a subject that is taught by supply teachers.',
      optional: true,
      saysOptional: true,
      rows: 3,
      max: MEDIUM,
      maxBytes: MEDIUM_BYTES,
    }),
    'safeguarding-role': text({
      label: 'Who is the safeguarding contact during the visit?',
      what: 'the role of your safeguarding contact',
      hint: hintOf('safeguarding-role', 'The role, not the name: ‘designated safeguarding lead’.'),
      max: SHORT,
    }),
    arrival: longText({
      label: 'Where and when do visitors arrive?',
      what: 'where visitors arrive',
      hint: hintOf('arrival', 'Entrance, parking, when the building opens, what they have to bring to be let in.'),
      rows: 3,
      max: MEDIUM,
      maxBytes: MEDIUM_BYTES,
    }),
    telephone: telephone({
      label: `The telephone number of your ${host}’s office`,
      what: 'the number of your office',
      hint: `For the days of the visit: the team and the central team see it, and it is kept as your ${host}’s number. ${owner ? whereOfficeTelephoneIsFrom(owner) : ''}`,
      sample: '01632 960123',
    }),
    'last-inspection': text({
      label: 'Your last inspection',
      what: 'your last inspection',
      hint: hintOf(
        'last-inspection',
        'When it was, and what it found, in the words of its own framework. It stands on the cover of the report.',
      ),
      optional: true,
      saysOptional: true,
      max: SHORT,
    }),
    ...onlyIf(hasArea, {
      area: choice({
        legend: 'Do you put an area of excellence forward?',
        what: 'whether you put an area of excellence forward',
        options: [
          { value: 'yes', text: 'Yes', hint: 'Fill in the four fields below.' },
          { value: 'no', text: 'No' },
        ],
      }),
      'area-title': text({
        label: 'Its title',
        what: 'the title of the area of excellence',
        max: SHORT,
        when: { area: 'yes' },
      }),
      'area-why': longText({
        label: 'Why it is excellent',
        what: 'why it is excellent',
        rows: 5,
        max: LONG,
        maxBytes: LONG_BYTES,
        when: { area: 'yes' },
      }),
      'area-evidence': longText({
        label: 'The evidence',
        what: 'the evidence',
        rows: 5,
        max: LONG,
        maxBytes: LONG_BYTES,
        when: { area: 'yes' },
      }),
      'area-contact-role': text({
        label: 'Whom others can contact',
        what: 'the role of the person to contact',
        hint: 'The role, not the name: ‘leader of mathematics’.',
        max: SHORT,
        when: { area: 'yes' },
      }),
    }),
  });
};

/** What is kept of the form. No area is kept as null where the framework has them, and the host puts none forward. */
export function entriesOf(sent: AnswerOf<ReturnType<typeof informationFields>>) {
  const { 'focus-challenge': focusChallenge } = sent;
  return {
    informationForm: {
      context: sent.context,
      selfEvaluation: sent['self-evaluation'],
      priorities: sent.priorities,
      visitorsShouldKnow: sent['visitors-should-know'],
      safeguardingRole: sent['safeguarding-role'],
      arrival: sent.arrival,
      lastInspection: sent['last-inspection'],
    },
    ...(sent.area !== undefined && {
      areaOfExcellence:
        sent.area === 'yes'
          ? {
              title: sent['area-title'],
              why: sent['area-why'],
              evidence: sent['area-evidence'],
              contactRole: sent['area-contact-role'],
            }
          : null,
    }),
    ...(focusChallenge !== undefined && { focusChallenge }),
  };
}

/** What was sent before, as after a postponement, to be looked through and sent again. */
export function typedBefore({
  informationForm: form,
  areaOfExcellence: area,
  focusChallenge,
}: Preparation): FormFields {
  return {
    ...(form && {
      context: form.context,
      'self-evaluation': form.selfEvaluation,
      priorities: form.priorities,
      'visitors-should-know': form.visitorsShouldKnow,
      'safeguarding-role': form.safeguardingRole,
      arrival: form.arrival,
      ...(form.lastInspection !== undefined && { 'last-inspection': form.lastInspection }),
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

/**
 * What a host need not write anew: it is shown as last year's, and checked before it is sent. What is about one year alone, as
 * priorities and what visitors should know, begins empty.
 */
export function fromLastYear(last: LastReview | undefined): FormFields {
  if (!last) return {};
  const { informationForm: form } = preparationOf({ preparation: last.preparation });
  const inspection = last.lastInspection ?? form?.lastInspection;
  return {
    ...(form && { context: form.context, 'safeguarding-role': form.safeguardingRole, arrival: form.arrival }),
    ...(inspection && { 'last-inspection': inspection }),
  };
}
