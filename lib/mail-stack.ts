import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  MailFromBehaviorOnMxFailure,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import { DeadLetterQueue } from './constructs/dead-letter-queue.ts';
import type { DeploymentSettings } from './deployment-settings.ts';
import { physicalName } from './names.ts';
import { type Ground, placeFunction } from './place-function.ts';

/** The domain that mail is sent from, and what hears what became of each mail. */
export class MailStack extends Stack {
  constructor(scope: Construct, id: string, { ground, ...props }: StackProps & { ground: Ground }) {
    super(scope, id, props);
    const { settings } = ground;
    const configurationSet = new ConfigurationSet(this, 'Mail', {
      configurationSetName: physicalName(settings, 'mail'),
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    const identity = new EmailIdentity(this, 'Sender', {
      identity: Identity.domain(settings.senderDomain),
      configurationSet,
      feedbackForwarding: false, // bounces come as events
      mailFromDomain: mailFromDomain(settings),
      mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE, // mail goes before its DNS is right
    });
    // Deleting a verified domain stops all mail until its DNS is verified again. One that a failed first deployment made
    // goes, or the next attempt would find it taken.
    identity.applyRemovalPolicy(settings.keepData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY);
    this.#tellDnsRecords(identity, settings);

    // SES sends its events to the default bus and to no other.
    const bus = EventBus.fromEventBusName(this, 'DefaultBus', 'default');
    configurationSet.addEventDestination('WhatBecameOfMail', {
      destination: EventDestination.eventBus(bus),
      events: [
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.DELIVERY_DELAY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    });
    const undelivered = new DeadLetterQueue(this, 'UndeliveredMailEvents', {
      settings,
      name: 'mail-events',
      impact: 'Some bounces and complaints are not on record: a person may wait for a mail that never came.',
    });
    new Rule(this, 'MailEvents', {
      ruleName: physicalName(settings, 'mail-events'),
      description: 'What became of the mails of this stage',
      eventPattern: {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': [physicalName(settings, 'mail')] } } },
      },
      targets: [
        new LambdaFunction(placeFunction(this, 'record-mail-event', ground, undelivered), {
          deadLetterQueue: undelivered,
          maxEventAge: Duration.hours(24),
          retryAttempts: 10,
        }),
      ],
    });
  }

  /** What the domain's DNS must hold so that mail programs see the mails as ours: each output is one record. */
  #tellDnsRecords(identity: EmailIdentity, settings: DeploymentSettings): void {
    const record = (id: string, value: string, why: string): void => {
      new CfnOutput(this, id, { value, description: `To add to the DNS: ${why}` });
    };
    if (settings.dkimRecords) {
      for (const [index, { name, value }] of identity.dkimRecords.entries()) {
        record(`DkimRecord${index + 1}`, `${name} CNAME ${value}`, 'proves the sender domain, and signs each mail');
      }
    }
    const bounces = mailFromDomain(settings);
    record('MailFromMxRecord', `${bounces} MX 10 feedback-smtp.${settings.awsRegion}.amazonses.com`, 'takes bounces');
    record('MailFromSpfRecord', `${bounces} TXT "v=spf1 include:amazonses.com ~all"`, 'says that Amazon may send');
    // Nothing but SES sends from this domain, and SES signs all of it: what is not signed is not ours.
    record(
      'DmarcRecord',
      `_dmarc.${settings.senderDomain} TXT "v=DMARC1; p=quarantine"`,
      'says what to do with forgeries',
    );
  }
}

/** Bounces come back to a domain below the sender's, so that SPF and DMARC speak of the same domain. */
const mailFromDomain = (settings: DeploymentSettings): string => `bounces.${settings.senderDomain}`;
