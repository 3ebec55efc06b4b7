import { describe, expect, it } from 'vitest';
import { pupilDataIn } from '../../lambdas/documents/pupil-data.ts';

const found = (text: string) => pupilDataIn(text).map(({ words, certain }) => [words, certain]);

describe('data about single pupils', () => {
  it.each([
    'The children were born in 34 countries and bring 22 languages',
    'See section 4.2.11 of the safeguarding policy',
    'Groups of 1/2/12 and 1/4/08 were tried',
    'Marks of 58/66/91 in three terms',
    'Years 1\u20132\u20133 and the terms of 2025\u201326\u201327',
    'Children born between 1 April and 31 August start in September',
    'Pupils born in 2015. Inspected on 3 May 2024.',
    'Version 1.2.3.2014 of the plan, and the stubborn 3 May 2015 rule',
    'The 31/02/2015 is no day',
  ])('is not in the ordinary sentence: %s', (sentence) => {
    expect(found(sentence)).toEqual([]);
  });

  it.each([
    ['A pupil born on 3 May 2015 did well.', 'born on 3 May 2015'],
    ['Born May 3rd, 2015.', 'Born May 3rd, 2015'],
    ['DOB 3.5.15', 'DOB 3.5.15'],
    ['d.o.b.: 03/05/2015', 'd.o.b.: 03/05/2015'],
    ['Her date of birth is the 3rd of May 2015', 'date of birth is the 3rd of May 2015'],
    ['Born on Tuesday, 5 May 2015, in Leeds', 'Born on Tuesday, 5 May 2015'],
    ['DOB Sunday 03\u201305\u20132015', 'DOB Sunday 03\u201305\u20132015'],
    ['born 3\u20115\u201115', 'born 3\u20115\u201115'],
    ['Seen with A123456789012 in class', 'A123456789012'],
  ])('is certain in: %s', (sentence, words) => {
    expect(found(sentence)).toEqual([[words, true]]);
  });

  it.each([
    ['A pupil (03/05/2015) did well', '03/05/2015'],
    ['Seen 03/05/15', '03/05/15'],
    ['Seen 2015-05-03', '2015-05-03'],
    ['His birthday is on 3 May', 'birthday is on 3 May'],
    ['Children born on 1 September 2014 are the oldest', 'born on 1 September 2014'],
    // Of a pupil number the first letter follows from the rest; here it does not.
    ['Invoice B123456789012', 'B123456789012'],
  ])('is suspected in: %s', (sentence, words) => {
    expect(found(sentence)).toEqual([[words, false]]);
  });
});
