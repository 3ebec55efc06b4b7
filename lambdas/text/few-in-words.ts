const FEW = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;

/** A number in running text: 'three', and from ten on '12'. */
export const inWords = (count: number): string => FEW[count] ?? String(count);

/** A sentence, or a subject, that begins with a word of its own: 'Three reviews have dates'. */
export const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
