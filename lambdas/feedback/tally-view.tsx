import { BulletList, CountsTable, Details, Paragraph, Subheading, TypedText } from '../pages/kit.ts';
import { FEWEST } from '../store/survey-fives.ts';
import type { SurveyRole } from './survey-questions.ts';
import type { RoleTally } from './survey-tally.ts';

const WHO: Readonly<Record<SurveyRole, (host: 'school' | 'trust') => string>> = {
  host: (host) => `Hosts: what leaders of the ${host}s that were reviewed said`,
  reviewer: () => 'Reviewers',
  lead: () => 'Lead reviewers',
};

interface TalliesProps {
  readonly tallies: readonly RoleTally[];
  readonly host: 'school' | 'trust';
  /** With what people wrote: for the central team alone. */
  readonly withWords?: true;
}

/** What people said of reviews, role by role: how many chose which answer, and what they wrote where the reader may read that. */
export const Tallies = ({ tallies, host, withWords }: TalliesProps) =>
  tallies.map((tally) => (
    <div key={tally.role}>
      <Subheading>{WHO[tally.role](host)}</Subheading>
      <Paragraph>{countsInWords(tally)}</Paragraph>
      {tally.statements.map(({ text, counted, steps, mean }) => (
        <CountsTable
          key={text}
          caption={`${text} Mean ${mean.toFixed(1)} of 5.`}
          columns={['Answer', 'How many']}
          rows={steps}
          whole={counted}
        />
      ))}
      {withWords && (
        <>
          <Words summary="What helped most" texts={tally.best} />
          <Words summary="What would have made it better" texts={tally.better} />
        </>
      )}
    </div>
  ));

/** '23 answers, of which 20 are counted here': the difference has to be said, or counts would look wrong. */
function countsInWords({ answered, statements }: RoleTally): string {
  const most = Math.max(0, ...statements.map(({ counted }) => counted));
  if (answered === 0) return 'Nobody has answered.';
  if (most === 0) return `Fewer than ${FEWEST} people have answered, so nothing is shown.`;
  if (most === answered) return `${answered} answers.`;
  return `${answered} answers, of which ${most} are counted here. They are added in fives, each of five different people, so that nobody can tell who said what.`;
}

function Words({ summary, texts }: { readonly summary: string; readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <Details summary={`${summary}: ${texts.length} ${texts.length === 1 ? 'comment' : 'comments'}`}>
      <BulletList
        items={texts
          .map((text, index) => ({ text, index }))
          .map(({ text, index }) => <TypedText key={`${index} ${text}`} text={text} />)}
      />
    </Details>
  );
}
