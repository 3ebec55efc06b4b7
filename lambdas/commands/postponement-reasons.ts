/** Why reviews move, as domain.md lists it. */
export const POSTPONEMENT_REASONS = {
  inspection: 'an inspection was called',
  'head-absent': 'the head is absent',
  illness: 'illness',
  building: 'the building cannot be used',
  bereavement: 'a bereavement',
  weather: 'the weather',
  other: 'another reason',
} as const;
