import type { Part } from '../pages/charts/figure.tsx';
import type { StageName } from '../store/store.ts';

/** How far a review has come, as a picture tells it: five steps, since nine colours are not told apart. */
export const REVIEW_PARTS: readonly (Part & { readonly stages: readonly StageName[] })[] = [
  { name: 'closed', colour: '#7a7a7a', stages: ['closed'] },
  { name: 'visit and report', colour: '#238b45', stages: ['visit', 'report', 'publication', 'feedback'] },
  { name: 'preparation', colour: '#1f78b4', stages: ['preparation'] },
  { name: 'team', colour: '#8c6bb1', stages: ['team'] },
  { name: 'dates', colour: '#b4560c', stages: ['planned', 'scheduling'] },
];
