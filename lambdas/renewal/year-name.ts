/** The year that is meant by what questions, mails and the audit call it: '2028' of 'year-2028'. */
export const yearOf = (about: string): string => about.slice('year-'.length);
