import { idOfTag } from '../../lambdas/mail/message-tags.ts';
import type { Store } from '../../lambdas/store/store.ts';
import type { Mail } from '../inbox/mail.ts';

/** Who a mail goes to, by what they are in the matter it is about: 'head', 'lead reviewer', 'central team'. */
export async function roleOfReader(store: Store, { tags }: Mail): Promise<string> {
  const about = idOfTag(tags.about ?? '');
  const message = await store.message(about, idOfTag(tags.message ?? ''));
  if (message === undefined) return 'unknown';
  const { person } = message;
  if (person === 'central-team') return 'central team';
  const whole = await store.wholeReview(about);
  const place = whole?.placements.find((row) => row.person === person);
  if (place) return place.kind === 'lead' ? 'lead reviewer' : 'reviewer';
  const row = await store.person(person);
  const member = row?.member === undefined ? undefined : await store.member(row.member);
  if (member?.head === person) return member.kind === 'trust' ? 'chief executive' : 'head';
  if (row?.member !== undefined) return 'colleague';
  return row?.pool === 'lead-reviewers' ? 'lead reviewer' : 'hub manager';
}
