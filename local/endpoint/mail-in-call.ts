import type { PassingCall } from './aws-endpoint.ts';

/** The mail whose row a call would change, as 'about/message' in small letters as keys are; nothing of any other call. */
export function mailWhoseRowChanges({ service, action, body }: PassingCall): string | undefined {
  if (service !== 'dynamodb' || action !== 'UpdateItem') return undefined;
  const { Key } = JSON.parse(body) as { readonly Key?: Readonly<Record<'pk' | 'sk', { readonly S?: string }>> };
  const [, message] = /^\$message_1#message_(.*)$/.exec(Key?.sk.S ?? '') ?? [];
  const [, about] = /#about_(.*)$/.exec(Key?.pk.S ?? '') ?? [];
  return message === undefined ? undefined : `${about}/${message}`;
}
