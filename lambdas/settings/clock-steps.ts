/** The steps that every review has times for on its row, in the order in which they fall due. */
export const clockNames = [
  'teamComplete',
  'confirmTeam',
  'informationForm',
  'timetable',
  'call',
  'attendance',
  'eveningNotes1',
  'eveningNotes2',
  'eveningNotes3',
  'findings',
  'agreeFindings',
  'draft',
  'qualityRead',
  'factCheck',
  'amend',
  'agreeReport',
  'publicationChoice',
  'surveys',
  'progressCheck',
] as const;
export type ClockName = (typeof clockNames)[number];

/** The times of one step, instants in UTC. */
export interface ClockEntry {
  /** From when it can be asked. What follows an answer is asked on the answer, be it before or after this. */
  readonly opens: string;
  /** What people are told. */
  readonly due: string;
  /** When silence counts as the answer. */
  readonly expires: string;
}

/** The clock as a review's row has it from the day its dates were fixed. */
export type FixedClock = Readonly<Record<ClockName, ClockEntry>>;
