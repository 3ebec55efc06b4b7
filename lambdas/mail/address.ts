/**
 * Why an address gets no mail any more: an earlier one came back for good, was complained about, or reached somebody who
 * told us that it is not theirs.
 */
export type NoMail = 'bounces' | 'complained' | 'wrong-person';

/**
 * Whether SES takes the address: one plain ASCII address, nothing around it and nothing that a header or a list of
 * recipients could be made of. Whether anybody reads there is for the events to tell.
 */
export function isDeliverable(address: string): boolean {
  return address.length <= 254 && /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(address);
}
