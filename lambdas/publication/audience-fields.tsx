import * as z from 'zod';
import { choice, readAs, text } from '../forms/fields.tsx';
import { anything, refuse, typed } from '../pages/form-fields.ts';
import type { Review } from '../store/store.ts';

export type Audience = 'private' | 'hub' | 'public';

/** Whose report it is, as the choices speak of it. */
export interface Owner {
  readonly host: 'school' | 'trust';
  /** A host without a hub has no hub manager who gets the report, and is not offered its hub as an audience. */
  readonly hub: string | undefined;
}

/** What each choice means, in the words that the head chooses by. */
export const audienceInWords = (audience: Audience, { host, hub }: Owner): string =>
  ({
    private: `Only your ${host}${hub === undefined ? ' and the central team' : ', the central team and the hub manager'} can read it`,
    hub: 'The hub manager may also share it with the schools of your hub',
    public: 'Anybody can read it on a page of ours, under an address that you can pass on',
  })[audience];

/** What of a review's row says who may see its report. */
export type Seen = Pick<Review, 'audience' | 'withdrawnAt'>;

/** Who may see a report now: one of the choices, or 'withdrawn'. @param silence what counts where its host chose nothing. */
export const choiceNow = ({ audience, withdrawnAt }: Seen, silence: Audience): Audience | 'withdrawn' =>
  withdrawnAt === undefined ? (audience ?? silence) : 'withdrawn';

/** The same in words, as its head reads them. */
export const choiceInWords = (choice: Audience | 'withdrawn', owner: Owner): string =>
  choice === 'withdrawn'
    ? `It is withdrawn: only your ${owner.host} and the central team can read it`
    : audienceInWords(choice, owner);

/** The one exception to the host's say, or nothing where there is no hub. */
export const hubManagerGetsIt = ({ hub }: Owner): string =>
  hub === undefined ? '' : 'Whatever you choose, the hub manager gets the final report, as the yearly agreement says.';

/** What the team of the next review sees of a report, whoever may read it: `lastReviewOf` of documents/last-review.ts. */
export const nextTeamSees = ({ host }: Owner): string =>
  `The team of your next review begins with its points to work on${host === 'school' ? ' and its overall estimate' : ''}, unless you withdraw it.`;

/** 'Private', 'Your hub', 'Public', each explained. */
export function audienceOptions(owner: Owner) {
  const titles: Readonly<Record<Audience, string>> = { private: 'Private', hub: 'Your hub', public: 'Public' };
  return audiencesOffered(owner).map((value) => ({ value, text: titles[value], hint: audienceInWords(value, owner) }));
}

const audiencesOffered = ({ hub }: Owner): readonly Audience[] =>
  hub === undefined ? ['private', 'public'] : ['private', 'hub', 'public'];

const LONGEST_ADDRESS = 500;

/** A web address, or '' when none was given. */
const webAddress = anything.transform((input, context): string => {
  const address = typed(input);
  if (address === '') return '';
  const right =
    address.length <= LONGEST_ADDRESS &&
    z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).safeParse(address).success;
  return right
    ? address
    : refuse(context, 'The address must be a web address, like https://school.example/peer-review');
});

/** Said when a private report is to have a public address. */
const PRIVATE_WITH_ADDRESS =
  'You gave an address where the report is published and chose to keep it private. Empty this field, or choose who may see it';

/** Who may see the report. */
export const audienceField = <const A extends string>(options: Parameters<typeof choice<A>>[0]['options']) =>
  choice({ legend: 'Who may see it?', what: 'who may see the report', options });

/** Where the host itself publishes the report. */
export const addressField = ({ host }: Owner) =>
  readAs(
    text({
      label: `If your ${host} publishes the report itself, where`,
      what: 'the address',
      hint: 'For example https://school.example/peer-review. Leave empty if it does not, or if you keep it private',
      kind: 'url',
      sample: '',
    }),
    () => webAddress,
  );

/** A private report has no public address. */
export const privateIsNowhere = (chosen: { audience: string; address: string }): Readonly<Record<string, string>> =>
  chosen.audience === 'private' && chosen.address !== '' ? { address: PRIVATE_WITH_ADDRESS } : {};
