import { factsOf } from '../../catalogue/all-facts.ts';
import { MOST_WORKING_DAYS } from '../../steering/act.ts';
import { seenOf } from '../../steering/seen.ts';
import type { Decision, Person } from '../../store/store.ts';
import { Steer } from '../actions.tsx';
import { type Waiting, whatWaits } from '../late.ts';
import { Rows } from '../markup.tsx';
import { waitsForNobody, wantedBy } from '../question-words.ts';
import { Due, Remind, whoAnswers } from '../questions-table.tsx';
import type { ViewRequest } from '../request.ts';
import type { ViewDesk } from '../view.ts';
import { counted, onDay, onDayAndTime } from '../words.ts';
import { Choice, Field, NumberField } from './fields.tsx';

interface QuestionsProps {
  readonly decisions: readonly Decision[];
  readonly names: ReadonlyMap<string, string>;
  /** People of the school or trust, one of whom may be asked in another's place. */
  readonly colleagues: readonly Person[];
  readonly request: ViewRequest;
  readonly desk: ViewDesk;
}

/** What a review waits for now, with everything that can be done about each question. */
export function OpenQuestions(props: QuestionsProps) {
  const { decisions, names, request } = props;
  const waiting = whatWaits(
    decisions.filter(({ status }) => status === 'open'),
    request.at,
  );
  if (waiting.length === 0) return <p>It waits for nobody’s answer at the moment.</p>;
  return (
    <Rows
      columns={['Wanted', 'Waits for', 'Asked', 'Due', 'Closes', 'Mails']}
      rows={waiting.flatMap((one, index) => {
        const { question, waitingDays } = one;
        const key = question.decision;
        return [
          {
            key,
            cells: [
              <strong key="what">{wantedBy(question.question)}</strong>,
              whoAnswers(question, names),
              `${onDay(question.askedAt)}, ${counted(waitingDays, 'working day')} ago`,
              <Due key="due" {...one} />,
              onDayAndTime(question.expiresAt),
              question.mailedOn === undefined
                ? 'none yet'
                : `${question.mails}, the last on ${onDay(`${question.mailedOn}T12:00:00Z`)}`,
            ],
          },
          {
            key: `${key} acts`,
            wide: <Acts waiting={one} row={`q${index + 1}`} {...props} />,
          },
        ];
      })}
    />
  );
}

function Acts(props: QuestionsProps & { readonly waiting: Waiting; readonly row: string }) {
  const { waiting, row, names, request, desk } = props;
  const { question } = waiting;
  const { about, decision } = question;
  const who = whoAnswers(question, names);
  const seen = seenOf(question);
  return (
    <form className="pr-acts">
      <Remind {...waiting} who={who} request={request} desk={desk} />{' '}
      <Field row={row} name="reason" label="Why" hint="for the audit" />
      {factsOf(question.question)?.moreTime !== 'never' && (
        <>
          <NumberField row={row} name="workingDays" label="Working days" most={MOST_WORKING_DAYS} />
          <Steer
            endpoints={desk.endpoints}
            payload={{ act: 'extend', about, decision, seen, row }}
            confirmation={`Give ${who} as many more working days as you have typed? The new day goes to them by mail, and reminders move with it.`}
          >
            Give more time
          </Steer>
        </>
      )}
      <SomebodyElse {...props} who={who} seen={seen} />
    </form>
  );
}

/** A colleague at the host, or the next candidate for a place; others are asked for what they are. */
function SomebodyElse(
  props: QuestionsProps & {
    readonly waiting: Waiting;
    readonly row: string;
    readonly who: string;
    readonly seen: string;
  },
) {
  const { waiting, row, who, seen, desk } = props;
  const { about, decision, question, role, person } = waiting.question;
  const endpoints = desk.endpoints;
  const facts = factsOf(question);
  if (facts?.candidates) {
    return (
      <Steer
        endpoints={endpoints}
        payload={{ act: 'ask-somebody-else', about, decision, seen, row }}
        confirmation={`Ask the next candidate for this place now? The invitation to ${who} is withdrawn, and they are told so.`}
      >
        Ask the next candidate
      </Steer>
    );
  }
  const others = props.colleagues.filter((one) => one.person !== person && one.left !== true);
  if (role !== 'host' || facts?.personal || others.length === 0) return null;
  return (
    <>
      <Choice
        row={row}
        name="person"
        label="Or ask"
        choices={others.map(({ person: value, name, jobTitle }) => ({
          value,
          text: jobTitle === undefined ? name : `${name}, ${jobTitle}`,
        }))}
      />
      <Steer
        endpoints={endpoints}
        payload={{ act: 'ask-somebody-else', about, decision, seen, row }}
        confirmation={`Ask the colleague you have chosen in place of ${who}? They get the mail with a link of their own; the links sent so far only read from then on.`}
      >
        Ask somebody else
      </Steer>
    </>
  );
}

/** What was asked before, the latest first, folded away; and links that only stand ready. */
export function EarlierQuestions(props: Pick<QuestionsProps, 'decisions' | 'names'>) {
  const rows = props.decisions
    .filter(({ status, question }) => status !== 'open' || waitsForNobody(question))
    .toSorted((a, b) => b.askedAt.localeCompare(a.askedAt));
  if (rows.length === 0) return null;
  return (
    <details>
      <summary>Questions asked before ({rows.length})</summary>
      <Rows
        columns={['Question', 'Of', 'Asked', 'What became of it']}
        rows={rows.map((row) => ({
          key: row.decision,
          cells: [wantedBy(row.question), whoAnswers(row, props.names), onDay(row.askedAt), becameOf(row)],
        }))}
      />
    </details>
  );
}

function becameOf({ status, answeredAt, expiresAt, question }: Decision): string {
  switch (status) {
    case 'answered':
      return answeredAt === undefined ? 'answered' : `answered on ${onDay(answeredAt)}`;
    case 'expired':
      return `no answer by ${onDay(expiresAt)}`;
    case 'superseded':
      return 'withdrawn';
    case 'open':
      return waitsForNobody(question) ? 'stands ready for use' : 'open';
  }
}
