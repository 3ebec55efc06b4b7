/** What is a programme's own, whatever the year: the rest of what it prescribes is in its settings of a year. */
export interface ProgrammeDefinition {
  /** Its name in rows, settings and to people. In lower case it begins the names of its reviews. */
  readonly code: Uppercase<string>;
  /** Whom it reviews. */
  readonly host: 'school' | 'trust';
  /** What the cover of a report calls the host, and whoever leads it until the host says otherwise. */
  readonly cover: { readonly host: string; readonly leader: string };
  /** Where programmes are planned together, the settings of this one count for what they share. */
  readonly settingsCountForAll: boolean;
}
