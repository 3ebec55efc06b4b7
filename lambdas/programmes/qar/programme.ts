import type { ProgrammeDefinition } from '../definition.ts';

/** The Quality Assurance Review of a school. */
export const qar = {
  code: 'QAR',
  host: 'school',
  cover: { host: 'School', leader: 'Headteacher' },
  settingsCountForAll: true,
} as const satisfies ProgrammeDefinition;
