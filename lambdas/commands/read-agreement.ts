import * as z from 'zod';
import { yearTitle } from '../settings/year-title.ts';
import { command, refused } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { aboutMembership, type MembershipState } from './end-membership.ts';
import { giveReadingLink } from './reading-link.ts';

/** Makes a link by which the central team reads the agreement of a membership as it was signed. */
export const readAgreement = command({
  schema: z.strictObject({ ...aboutMembership, act: z.literal('read-agreement') }),

  whyNot: ({ member, year, membership }: MembershipState) =>
    membership?.agreement === undefined
      ? `Nobody has signed an agreement of ${member.name} for ${yearTitle(year)}.`
      : undefined,

  async run(call, context: CommandContext) {
    const { about } = call.input;
    const [, year = '', member = ''] = /^membership-(\d{4})-(.+)$/.exec(about) ?? [];
    if (!(await context.store.membership(member, year))?.agreement)
      return refused(`Nobody has signed an agreement of ${about}.`);
    const reading = { page: 'signed-agreement', of: about, what: 'the signed agreement', text: 'Read what was signed' };
    return giveReadingLink(call, reading, context);
  },

  form: ({ member, year }) => ({
    says: { about: `membership-${year.year}-${member.member}` },
    folded: `Read the signed agreement for ${yearTitle(year)}`,
    fields: [],
    buttons: [
      {
        label: 'Read the agreement',
        confirmation: `Make a link to the agreement that was signed for ${member.name}? It opens it for one day, with a PDF, and the audit says that you had it made.`,
      },
    ],
  }),
});
