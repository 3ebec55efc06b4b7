import type { PHASES } from '../store/entities/members.ts';

export type Phase = (typeof PHASES)[number];

/** A phase as people read it. */
export const phaseName: Readonly<Record<Phase, string>> = {
  primary: 'Primary',
  secondary: 'Secondary',
  'all-through': 'All-through',
  middle: 'Middle',
  special: 'Special',
  alternative: 'Alternative provision',
  '16-plus': '16 plus',
};

/** Every phase, for whoever knows nothing of the table. */
export const phases = Object.keys(phaseName) as readonly Phase[];

/** Phases whose people know something of each other's schools [D]. It is mutual. */
export const relatedPhases: Readonly<Record<Phase, readonly Phase[]>> = {
  primary: ['middle', 'all-through'],
  middle: ['primary', 'secondary', 'all-through'],
  secondary: ['middle', 'all-through', '16-plus'],
  'all-through': ['primary', 'middle', 'secondary', '16-plus'],
  '16-plus': ['secondary', 'all-through'],
  special: ['alternative'],
  alternative: ['special'],
};

/** What the register says of a school that its phase can be told from. */
export interface RegisteredPhase {
  /** 'PhaseOfEducation (name)'. */
  readonly phase: string;
  /** 'TypeOfEstablishment (name)'. */
  readonly type: string;
  readonly lowAge?: number | undefined;
  readonly highAge?: number | undefined;
}

const byName: Readonly<Record<string, Phase>> = {
  nursery: 'primary',
  primary: 'primary',
  'middle deemed primary': 'middle',
  'middle deemed secondary': 'middle',
  secondary: 'secondary',
  'all through': 'all-through',
  '16 plus': '16-plus',
};

/**
 * Our phase of a school. The register has 'Not applicable' for special schools and pupil referral units, which we
 * tell by their type; other schools without a phase are told by the ages they teach. Its spelling has changed over the
 * years ('All Through', 'All-through'), so case and hyphens do not count. Nothing when it cannot be told.
 */
export function phaseOf({ phase, type, lowAge, highAge }: RegisteredPhase): Phase | undefined {
  const typeWords = plain(type);
  if (/\bspecial\b/.test(typeWords)) return 'special';
  if (/pupil referral unit|alternative provision/.test(typeWords)) return 'alternative';
  return byName[plain(phase)] ?? byAges(lowAge, highAge);
}

/** Whether the register's word for a phase is one of its own, 'Not applicable' included; nothing at all is no word. */
export const isKnownPhase = (phase: string): boolean =>
  ['', 'not applicable'].includes(plain(phase)) || plain(phase) in byName;

function byAges(low: number | undefined, high: number | undefined): Phase | undefined {
  if (low === undefined || high === undefined) return undefined;
  if (low >= 16) return '16-plus';
  if (low >= 11) return 'secondary';
  if (high <= 11) return 'primary';
  return low < 7 && high >= 16 ? 'all-through' : 'middle';
}

const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/\p{Dash_Punctuation}/gu, ' ');
