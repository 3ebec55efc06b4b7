/** What the register's two files say of a school that has become an academy. */
import { addDays } from '../../../lambdas/calendar/dates.ts';
import type { School } from '../../../lambdas/members/gias.ts';
import type { Phase } from '../../../lambdas/members/phase.ts';
import { quoted } from '../../sample/people-csv.ts';

/** How the register writes a phase, and the type of an academy of it: it tells special schools and alternative provision by their type. */
const IN_REGISTER: Readonly<Record<Phase, { readonly phase: string; readonly academy: string }>> = {
  primary: { phase: 'Primary', academy: 'Academy converter' },
  middle: { phase: 'Middle deemed secondary', academy: 'Academy converter' },
  secondary: { phase: 'Secondary', academy: 'Academy converter' },
  'all-through': { phase: 'All-through', academy: 'Academy converter' },
  '16-plus': { phase: '16 plus', academy: 'Academy 16-19 converter' },
  special: { phase: 'Not applicable', academy: 'Academy special converter' },
  alternative: { phase: 'Not applicable', academy: 'Academy alternative provision converter' },
};

const dayMonthYear = (date: string): string => date.split('-').reverse().join('-');

/**
 * The line of the school that has closed and that of the academy.
 *
 * @param urn the academy's
 * @param opens the London date of its first day
 */
export function registerFile(school: School, urn: string, opens: string): Buffer {
  const { phase, academy } = IN_REGISTER[school.phase];
  const both = {
    'PhaseOfEducation (name)': phase,
    StatutoryLowAge: school.lowAge,
    StatutoryHighAge: school.highAge,
    NumberOfPupils: school.pupils,
    Postcode: school.postcode,
    Easting: school.easting,
    Northing: school.northing,
  };
  return csv([
    {
      URN: school.urn,
      EstablishmentName: school.name,
      'EstablishmentStatus (name)': 'Closed',
      'TypeOfEstablishment (name)': school.type,
      'ReasonEstablishmentClosed (name)': 'Academy Converter',
      CloseDate: dayMonthYear(addDays(opens, -1)),
      ...both,
    },
    {
      URN: urn,
      EstablishmentName: academyName(school.name),
      'EstablishmentStatus (name)': 'Open',
      'TypeOfEstablishment (name)': academy,
      'ReasonEstablishmentOpened (name)': 'Academy Converter',
      OpenDate: dayMonthYear(opens),
      ...both,
    },
  ]);
}

/** The line that says which of the two followed the other. */
export const linksFile = (before: string, urn: string, opens: string): Buffer =>
  csv([{ URN: urn, LinkURN: before, LinkType: 'Predecessor', LinkEstablishedDate: dayMonthYear(opens) }]);

function csv(lines: readonly Readonly<Record<string, string | number | undefined>>[]): Buffer {
  const columns = [...new Set(lines.flatMap((line) => Object.keys(line)))];
  const rows = [columns, ...lines.map((line) => columns.map((column) => line[column]))];
  return Buffer.from(rows.map((row) => row.map(quoted).join(',')).join('\r\n'));
}

/** 'Hill View Primary School' is 'Hill View Primary Academy' from then on. */
function academyName(name: string): string {
  if (/\bAcademy$/.test(name)) return name;
  return `${name.replace(/ School$/, '')} Academy`;
}
