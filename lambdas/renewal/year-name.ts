/** What questions, mails and the audit call a partnership year: 'year-2028'. */
export const yearName = (year: string): string => `year-${year}`;

/** The year of such a name: '2028'. */
export const yearOf = (about: string): string => about.slice('year-'.length);
