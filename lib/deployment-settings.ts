/**
 * The settings of one deployment: what differs between two stages of the product, and nothing else.
 *
 * They stand in cdk.json, under context.deployments, by the stage's name; `-c stage=NAME` picks one.
 */
import { z } from 'zod';
import { isForDrama, telephoneOf } from '../lambdas/text/telephone.ts';
import { CannotDeploy } from './cannot-deploy.ts';

const stageName = z
  .string()
  .regex(/^[a-z][a-z0-9]{1,11}$/, 'must be 2 to 12 lower-case letters and digits, beginning with a letter');

const domainName = z
  .string()
  .regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'must be a domain such as reviews.example.org');

const mailAddress = z.email('must be one mail address such as team@example.org');

const origin = z
  .string()
  .refine(
    (value) => /^https:\/\/[a-z0-9.-]+(:\d+)?$/.test(value) || /^http:\/\/127\.0\.0\.1(:\d+)?$/.test(value),
    'must be https:// and a host, with no path and no slash at the end (http is accepted for 127.0.0.1 alone)',
  );

/** Days after which a line of log is deleted; CloudWatch accepts these numbers and a few more. */
const logDays = z.literal([7, 14, 30, 60, 90, 180, 365], 'must be 7, 14, 30, 60, 90, 180 or 365 days');

const deploymentSettings = z.strictObject({
  /** Part of every name and tag, so that several stages live side by side in one account. */
  stageName,
  awsRegion: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region of AWS such as eu-west-2 (London)'),
  /** The name that people read in mails and on pages. */
  charityName: z.string().trim().min(1, 'must be the name that people read in mails and on pages'),
  /** Mail is sent from this domain; each stage in one account needs a domain of its own. */
  senderDomain: domainName,
  /** Escalations and seats that nobody takes go here. */
  centralTeamAddress: mailAddress,
  /** The number of the central team for what cannot wait, at the foot of every page and mail. Kept as people write it. */
  centralTeamTelephone: z.string('must be one telephone number such as 020 7946 0100').transform((written, context) => {
    const telephone = telephoneOf(written);
    if (telephone !== undefined) return telephone;
    context.addIssue({ code: 'custom', message: 'must be one telephone number such as 020 7946 0100', input: written });
    return z.NEVER;
  }),
  /** When somebody answers at that number: 'Monday to Friday, 8am to 5pm, in term time'. */
  centralTeamHours: z.string().trim().min(1, "must say when somebody answers, such as 'Monday to Friday, 8am to 5pm'"),
  /** What a year costs a member, in a sentence that a head reads before joining. */
  membershipCost: z.string().trim().min(1, 'must say in a sentence what a year costs'),
  /** The day on which the pages were last tested for accessibility, for their statement. */
  accessibilityTestedOn: z.iso.date('must be a date such as 2026-11-30'),
  /** Alarms go here. */
  alarmAddress: mailAddress,
  /**
   * Where the links in mails lead. Without it, to the HTTP API's own address: for a trial that has no domain yet. It needs
   * `portalCertificateArn`, but on one's own machine.
   */
  portalOrigin: origin.optional(),
  /** The certificate of the portal's domain (ACM, same region). Without it the API answers on its own address only. */
  portalCertificateArn: z
    .string()
    .regex(/^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/.+$/, 'must be the ARN of a certificate of ACM')
    .optional(),
  /** Renewal opens on the weekday nearest to this day, at 09:00 in London. */
  renewalOpens: z.strictObject(
    {
      month: z.int('must be a month from 1 to 12').min(1, 'must be 1 or more').max(12, 'must be 12 or less'),
      day: z.int('must be a day from 1 to 28').min(1, 'must be 1 or more').max(28, 'must be 28 or less'),
    },
    'must hold a month and a day, such as { "month": 2, "day": 1 }',
  ),
  /** Keeps a year of the domain's events for replay. Off where the emulator knows no archives. */
  archiveEvents: z.boolean('must be true or false'),
  /** Tells the DKIM records of the sender domain as outputs. Off where the emulator knows none. */
  dkimRecords: z.boolean('must be true or false').default(true),
  /** Records which console user called for each act of the central team. Off where the emulator knows no CloudTrail. */
  recordConsoleUsers: z.boolean('must be true or false').default(true),
  /** True keeps the table when its stack is deleted, and protects it from deletion. */
  keepData: z.boolean('must be true or false'),
  logDays,
  /** US dollars a month for everything in the account, of which somebody is told before they are spent. Off where the emulator knows none. */
  monthlyBudget: z.number('must be a number of US dollars').positive('must be more than 0').optional(),
});

/** The one stage that is never deployed: what it says of addresses and domains reaches nobody. */
const LOCAL = 'local';

const isOwnMachine = (portalOrigin: string): boolean => portalOrigin.startsWith('http://127.0.0.1');

/** Domains that are kept free for examples (RFC 2606), and so belong to nobody. */
const placeholder = /(?:^|[@./])example(?:\.(?:org|com|net))?(?=$|[:/])/;
const withDomains = ['senderDomain', 'centralTeamAddress', 'alarmAddress', 'portalOrigin'] as const;

/** What two settings say together, and what may stand in the stage on one's own machine alone. */
const wholeSettings = deploymentSettings.check((context) => {
  const { value: settings, issues } = context;
  const { stageName, portalOrigin, portalCertificateArn } = settings;
  const wrong = (setting: keyof typeof settings, message: string): void => {
    issues.push({ code: 'custom', path: [setting], message, input: settings });
  };
  if (portalCertificateArn !== undefined && portalOrigin === undefined)
    wrong('portalOrigin', 'must be the origin of the domain that portalCertificateArn is for');
  if (stageName === LOCAL) return;
  if (portalOrigin !== undefined && isOwnMachine(portalOrigin))
    wrong('portalOrigin', `is on one's own machine, which is for the stage '${LOCAL}' alone: take it out`);
  else if (portalOrigin !== undefined && portalCertificateArn === undefined)
    wrong(
      'portalOrigin',
      'must have its certificate in portalCertificateArn: without one nothing answers there, and every link is dead. ' +
        'Write both, or take it out',
    );
  if (isForDrama(settings.centralTeamTelephone))
    wrong('centralTeamTelephone', 'must be your own: numbers that Ofcom keeps for drama belong to nobody');
  for (const setting of withDomains) {
    if (placeholder.test(settings[setting] ?? ''))
      wrong(setting, 'must be your own: example.org and its like belong to nobody');
  }
});

export type DeploymentSettings = Readonly<z.infer<typeof deploymentSettings>>;

/** What is wrong with the settings of a deployment, in sentences that name the place to change. */
export class WrongDeploymentSettings extends CannotDeploy {
  override readonly name = 'WrongDeploymentSettings';
}

const deployments = z.record(z.string(), z.record(z.string(), z.unknown()));

/**
 * The settings of the stage that `-c stage=NAME` names, or else cdk.json's own `stage`.
 *
 * @param context reads a key of the CDK context
 * @throws WrongDeploymentSettings naming every wrong setting and where it stands
 */
export function readDeploymentSettings(context: (key: string) => unknown): DeploymentSettings {
  const known = deployments.safeParse(context('deployments'));
  if (!known.success) {
    throw new WrongDeploymentSettings('cdk.json has no context.deployments: give it one entry per stage.');
  }
  const stage = context('stage');
  const written = typeof stage === 'string' ? known.data[stage] : undefined;
  if (typeof stage !== 'string' || !written) {
    throw new WrongDeploymentSettings(
      `There is no deployment '${String(stage)}': cdk.json, context.deployments, has ${listed(Object.keys(known.data))}. ` +
        'Choose one with -c stage=NAME, or add an entry.',
    );
  }
  const parsed = wholeSettings.safeParse({ ...written, stageName: stage });
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map((issue) => sentence(stage, written, issue));
  throw new WrongDeploymentSettings(sentences.join('\n'));
}

/** The address that mail is sent from. */
export const senderAddress = (settings: DeploymentSettings): string => `reviews@${settings.senderDomain}`;

function sentence(stage: string, written: Record<string, unknown>, issue: z.core.$ZodIssue): string {
  const place = `cdk.json, context.deployments.${stage}`;
  if (issue.code === 'unrecognized_keys') {
    return `${place} has ${listed(issue.keys)}, which is no setting: take it out, or correct its spelling.`;
  }
  const path = issue.path.map(String);
  if (path[0] === 'stageName') return `${place}: the stage's name ${issue.message}.`;
  const value = path.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), written);
  const found = value === undefined ? 'It is missing' : `It is ${JSON.stringify(value)}`;
  return `${[place, ...path].join('.')} ${/^(must|is) /.test(issue.message) ? issue.message : `is not right (${issue.message})`}. ${found}.`;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const listed = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ') || 'none';
