/** The state machines. Executions that run know them by these names. */
export type MachineName =
  | 'annual-renewal'
  | 'subscription'
  | 'review'
  | 'placement'
  | 'matching-round'
  | 'morning-round'
  | 'weekly-digest'
  | 'training-session'
  | 'follow-up';
