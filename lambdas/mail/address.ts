/** Why an address gets no mail any more: an earlier one came back for good, or was complained about. */
export type NoMail = 'bounces' | 'complained';

/**
 * Whether SES takes the address: one plain ASCII address, nothing around it and nothing that a header or a list of
 * recipients could be made of. Whether anybody reads there is for the events to tell.
 */
export function isDeliverable(address: string): boolean {
  return address.length <= 254 && /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(address);
}
