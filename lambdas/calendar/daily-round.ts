/**
 * When the round of every morning goes, in London: its schedule is made of this, and whatever is due by then goes with it.
 * Before school begins, so that it is in the inbox when a head has sat down.
 */
export const DAILY_ROUND = '07:30';
