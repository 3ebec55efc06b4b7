/** `offer-dates` becomes `OfferDates`. */
export const pascalCase = (kebab: string): string =>
  kebab
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** `follow-up` becomes `FOLLOW_UP`. */
export const screamingCase = (kebab: string): string => kebab.replaceAll('-', '_').toUpperCase();
