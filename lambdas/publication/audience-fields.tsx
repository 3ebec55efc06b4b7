import * as z from 'zod';
import { anything, refuse, typed } from '../pages/form-fields.ts';
import { type FormState, type Option, Radios, Text } from '../pages/kit.ts';

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

/** The one exception to the host's say, or nothing where there is no hub. */
export const hubManagerGetsIt = ({ hub }: Owner): string =>
  hub === undefined ? '' : 'Whatever you choose, the hub manager gets the final report, as the yearly agreement says.';

/** 'Private', 'Your hub', 'Public', each explained. */
export function audienceOptions(owner: Owner): readonly Option[] {
  const titles: Readonly<Record<Audience, string>> = { private: 'Private', hub: 'Your hub', public: 'Public' };
  return audiencesOffered(owner).map((value) => ({ value, text: titles[value], hint: audienceInWords(value, owner) }));
}

export const audiencesOffered = ({ hub }: Owner): readonly Audience[] =>
  hub === undefined ? ['private', 'public'] : ['private', 'hub', 'public'];

/** Who may see the report, and where the host itself publishes it. */
export function AudienceFields(props: {
  readonly form: FormState;
  readonly host: 'school' | 'trust';
  readonly legend: string;
  readonly options: readonly Option[];
}) {
  const { form, host } = props;
  return (
    <>
      <Radios form={form} name="audience" legend={props.legend} options={props.options} />
      <Text
        form={form}
        name="address"
        kind="url"
        label={`If your ${host} publishes the report itself, where`}
        hint="For example https://school.example/peer-review. Leave empty if it does not, or if you keep it private"
      />
    </>
  );
}

const LONGEST_ADDRESS = 500;

/** A web address, or '' when none was given. */
export const addressField = anything.transform((input, context): string => {
  const text = typed(input);
  if (text === '') return '';
  const right =
    text.length <= LONGEST_ADDRESS &&
    z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).safeParse(text).success;
  return right ? text : refuse(context, 'The address must be a web address, like https://school.example/peer-review');
});

/** Said when a private report is to have a public address. */
export const PRIVATE_WITH_ADDRESS =
  'You gave an address where the report is published and chose to keep it private. Empty this field, or choose who may see it';
