/**
 * Why an address gets no mail any more: an earlier one came back for good, was complained about, or reached somebody who
 * told us that it is not theirs; or whoever reads there wants all that is held on them erased.
 */
export type MailEnded = 'bounces' | 'complained' | 'wrong-person' | 'erased';

/** Why somebody gets no mail: their address, or, of whoever is asked because of an office, that they have left. */
export type NoMail = MailEnded | 'left';

/** Words of such signs with single full stops between them, as RFC 5321 has the part before the '@': 64 signs at most. */
const LOCAL_PART = /^(?=.{1,64}$)[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;

/** Labels of letters, digits and hyphens, none at either end (RFC 1035, 2.3.1), the last with a letter. */
const DOMAIN =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?=[^.]*[A-Za-z])[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])$/;

/**
 * Whether SES takes the address: one plain ASCII address, nothing around it and nothing that a header or a list of
 * recipients could be made of. Forms and imports ask the same, so that nobody is on record with an address that gets no
 * mail. Whether anybody reads there is for the events to tell.
 */
export function isDeliverable(address: string): boolean {
  const at = address.lastIndexOf('@');
  return at > 0 && address.length <= 254 && LOCAL_PART.test(address.slice(0, at)) && DOMAIN.test(address.slice(at + 1));
}
