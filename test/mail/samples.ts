import type { MailContent } from '../../lambdas/mail/content.ts';
import type { Mail, MailSettings } from '../../lambdas/mail/send-mail.ts';

export const charity = {
  name: 'Bright Lanterns Partnership',
  helpAddress: 'help@lanterns.example',
  urgentTelephone: '01632 960100',
  privacyAddress: 'https://reviews.lanterns.example/privacy',
};

export const settings: MailSettings = {
  senderAddress: 'reviews@lanterns.example',
  charityName: charity.name,
  centralTeamAddress: charity.helpAddress,
  urgentTelephone: charity.urgentTelephone,
  privacyAddress: charity.privacyAddress,
  configurationSet: 'lanterns-mail',
};

export const content: MailContent = {
  subject: 'Please answer: QAR at Hillside Primary School',
  greeting: 'Dear Alex Morgan',
  firstLine: 'Will you be a reviewer at Hillside Primary School?',
  paragraphs: ['You trained as a reviewer in June.', 'Opening the page decides nothing.'],
  facts: [{ label: 'Days', value: 'Tuesday 12 to Thursday 14 January 2027' }],
  button: { text: 'Say yes or no', href: 'https://reviews.lanterns.example/d/Zk3yV0m4l8x2Qw7rT5uYbN1cP6sD9fGh' },
  by: 'Monday 2 November 2026',
  ifNothing: 'If you do nothing, we ask somebody else.',
  whyYou: 'You get this mail because you are a trained reviewer at Brook Lane Academy.',
};

export const mail: Mail = {
  messageId: 'invite.1.1.seat-2',
  about: 'qar-2026-100183',
  to: { name: 'Alex Morgan', email: 'alex.morgan@brooklane.example', personId: 'person-17' },
  kind: 'invitation',
  content,
  at: '2026-10-26T09:00:00.000Z',
};
