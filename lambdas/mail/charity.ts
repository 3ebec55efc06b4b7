/** Whose mail it is, and where answers and calls for help go. */
export interface Charity {
  readonly name: string;
  readonly helpAddress: string;
  /** The central team's number for what cannot wait, as it is shown. */
  readonly urgentTelephone: string;
  /** The page that says what is kept of people, and why. */
  readonly privacyAddress: string;
}

/** What stands at the foot of every mail before the address of that page. */
export const PRIVACY = 'What we keep about you, and why';
