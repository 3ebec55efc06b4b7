import { offersOn } from '../../commands/offered.ts';
import { ON_QUESTIONS } from '../../commands/registry.ts';
import { wasTakenBack } from '../../questions/settle.ts';
import type { Decision, Person, Review } from '../../store/store.ts';
import { whatWaits } from '../late.ts';
import { Rows } from '../markup.tsx';
import { Offers } from '../offers.tsx';
import { waitsForNobody, wantedBy } from '../question-words.ts';
import { Awaited, Due, questionShown, type Reach, whoAnswers } from '../questions-table.tsx';
import type { ViewRequest } from '../request.ts';
import type { ViewDeps } from '../view.ts';
import { counted, onDay, onDayAndTime } from '../words.ts';

interface QuestionsProps {
  readonly decisions: readonly Decision[];
  readonly names: ReadonlyMap<string, string>;
  readonly reach: ReadonlyMap<string, Reach>;
  /** People of the school or trust, one of whom may be asked in another's place. */
  readonly colleagues: readonly Person[];
  /** The review of which they are; nothing for those of a membership. */
  readonly review?: Review;
  readonly request: ViewRequest;
  readonly deps: ViewDeps;
}

/** What a review waits for now, with everything that can be done about each question. */
export function OpenQuestions(props: QuestionsProps) {
  const { decisions, names, reach, request, deps } = props;
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
              <Awaited key="who" question={question} names={names} reach={reach} />,
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
            wide: (
              <form className="pr-acts">
                <Offers
                  offers={offersOn(ON_QUESTIONS, questionShown(question, props))}
                  row={`q${index + 1}`}
                  deps={deps}
                />
              </form>
            ),
          },
        ];
      })}
    />
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

function becameOf(row: Decision): string {
  const { status, answeredAt, expiresAt, question } = row;
  switch (status) {
    case 'answered':
      return answeredAt === undefined ? 'answered' : `answered on ${onDay(answeredAt)}`;
    case 'expired':
      return wasTakenBack(row) ? 'withdrawn' : `no answer by ${onDay(expiresAt)}`;
    case 'superseded':
      return 'withdrawn';
    case 'open':
      return waitsForNobody(question) ? 'stands ready for use' : 'open';
  }
}
