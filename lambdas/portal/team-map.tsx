import { milesOf } from '../members/distance.ts';
import { JourneyMap } from '../pages/charts/journey-map.tsx';
import { Details, Paragraph, Subheading, SummaryList } from '../pages/kit.ts';
import type { TeamJourneys } from '../questions/team-journeys.ts';

/** A phone's page, so that the map's text is as large there as the page's small print. */
const WIDTH = 340;

/**
 * How far the team has to go, in words and as a map, and a way to directions. The map is drawn here; nothing of another site is loaded unless its reader follows the
 * link, which hands on the host's postcode and no more.
 */
export function TeamMap({ journeys }: { readonly journeys: TeamJourneys }) {
  const { host, postcode, schools } = journeys;
  if (schools.length === 0 && postcode === undefined) return null;
  const drawn = schools.flatMap(({ place, kilometres }) =>
    host && place && kilometres !== undefined ? [{ from: place, to: host, miles: milesOf(kilometres) }] : [],
  );
  return (
    <>
      <Subheading>The way to the visit</Subheading>
      {schools.length > 0 && (
        <SummaryList rows={schools.map(({ name, distance }) => ({ label: name, value: distance }))} />
      )}
      {postcode !== undefined && (
        <Paragraph>
          <a
            className="govuk-link"
            href={`https://www.openstreetmap.org/directions?to=${encodeURIComponent(postcode)}`}
            rel="noreferrer"
          >
            Find the way to {postcode}
          </a>{' '}
          on OpenStreetMap.
        </Paragraph>
      )}
      {host && drawn.length > 0 && (
        <Details summary="The team’s schools on a map">
          <JourneyMap
            says="The school and those that its team comes from, with a line for each journey; the list above has the miles."
            hosts={[host]}
            journeys={drawn}
            width={WIDTH}
          />
          <Paragraph>
            Miles are as the crow flies. Each school is drawn in the middle of a square of three miles.
          </Paragraph>
        </Details>
      )}
    </>
  );
}
