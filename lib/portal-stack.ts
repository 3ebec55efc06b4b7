import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnApi,
  DomainName,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { alarmPeriod, FailureAlarm } from './constructs/failure-alarm.ts';
import type { DeploymentSettings } from './deployment-settings.ts';
import { physicalName } from './names.ts';
import { placeFunction } from './place-function.ts';
import { acknowledge } from './policy-checks.ts';

/** Names of what is logged of a request. No path: it holds the link's secret. No address: it is a person's. */
const accessLog = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLatency: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
};

interface PortalStackProps extends StackProps {
  readonly settings: DeploymentSettings;
  readonly table: TableV2;
}

/** The pages that people reach from their mail, and the form that takes their answer. */
export class PortalStack extends Stack {
  readonly apiId: string;
  /** Where the links in mails lead: https:// and a host. */
  readonly origin: string;

  constructor(scope: Construct, id: string, { settings, table, ...props }: PortalStackProps) {
    super(scope, id, props);
    const api = new HttpApi(this, 'Portal', {
      apiName: physicalName(settings, 'portal'),
      description: 'Pages that people reach from their mail',
      createDefaultStage: false,
      disableExecuteApiEndpoint: settings.portalCertificateArn !== undefined,
    });
    this.apiId = api.apiId;
    this.origin = this.#origin(api, settings);
    const ground = { settings, table, portalOrigin: this.origin };

    const pages = new HttpLambdaIntegration('Pages', placeFunction(this, 'show-page', ground));
    const answers = new HttpLambdaIntegration('Answers', placeFunction(this, 'take-answer', ground));
    const prints = new HttpLambdaIntegration('Prints', placeFunction(this, 'print-report', ground));
    const routes = [
      ...api.addRoutes({ path: '/d/{secret}', methods: [HttpMethod.GET, HttpMethod.HEAD], integration: pages }),
      ...api.addRoutes({ path: '/d/{secret}', methods: [HttpMethod.POST], integration: answers }),
      ...api.addRoutes({ path: '/links', methods: [HttpMethod.GET], integration: pages }),
      ...api.addRoutes({ path: '/links', methods: [HttpMethod.POST], integration: answers }),
      // At the foot of every mail and page, so that scanners of mails ask for their head too.
      ...['/', '/how-it-works', '/help', '/privacy', '/accessibility', '/join'].flatMap((path) =>
        api.addRoutes({ path, methods: [HttpMethod.GET, HttpMethod.HEAD], integration: pages }),
      ),
      ...api.addRoutes({ path: '/join', methods: [HttpMethod.POST], integration: answers }),
      ...api.addRoutes({ path: '/reports/{review}', methods: [HttpMethod.GET], integration: pages }),
      ...api.addRoutes({ path: '/published/{host}', methods: [HttpMethod.GET], integration: pages }),
      ...api.addRoutes({ path: '/d/{secret}/report.pdf', methods: [HttpMethod.GET], integration: prints }),
      ...api.addRoutes({ path: '/d/{secret}/draft.pdf', methods: [HttpMethod.GET], integration: prints }),
      ...api.addRoutes({ path: '/d/{secret}/record.pdf', methods: [HttpMethod.GET], integration: prints }),
      ...api.addRoutes({ path: '/d/{secret}/answer.pdf', methods: [HttpMethod.GET], integration: prints }),
      ...api.addRoutes({ path: '/d/{secret}/agreement.pdf', methods: [HttpMethod.GET], integration: prints }),
      ...api.addRoutes({ path: '/reports/{review}/report.pdf', methods: [HttpMethod.GET], integration: prints }),
      ...api.addRoutes({ path: '/assets/{file}', methods: [HttpMethod.GET], integration: pages }),
      // Whatever has no route of its own, by any method: a page of ours in place of one line of JSON.
      new HttpRoute(this, 'Elsewhere', { httpApi: api, routeKey: HttpRouteKey.DEFAULT, integration: pages }),
    ];
    for (const route of routes) {
      acknowledge(route, {
        'AwsSolutions-APIG4':
          "The secret in a mail's link is the credential, and opens one question; the rest is public.",
      });
    }

    new HttpStage(this, 'Stage', {
      httpApi: api,
      autoDeploy: true,
      // The busiest hour is a daily round: some 600 people, each with a page, a style sheet and a form, and the scanners of
      // their mails. 100 a second let all of them come within half a minute. Metrics by route would be 66 more, at $0.30.
      throttle: { rateLimit: 100, burstLimit: 200 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLog', { retention: settings.logDays, removalPolicy: RemovalPolicy.DESTROY }),
        ),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
      ...this.#ownDomain(settings),
    });

    new FailureAlarm(this, 'Alarm', {
      settings,
      name: 'portal-fails',
      impact: 'People who follow a link or press a button get an error page.',
      metric: api.metricServerError({ period: alarmPeriod, statistic: 'Sum' }),
    });
    // A request over the limit counts as 4xx too, and has no metric of its own. Mistyped links and dead ones are a few an hour.
    new FailureAlarm(this, 'RefusalAlarm', {
      settings,
      name: 'portal-refuses',
      impact: 'The portal turns many requests away: links that people follow are wrong, or more come than it takes.',
      metric: api.metricClientError({ period: alarmPeriod, statistic: 'Sum' }),
      threshold: 100,
    });
  }

  #origin(api: HttpApi, settings: DeploymentSettings): string {
    const { attrApiEndpoint } = api.node.findChild('Resource') as CfnApi;
    // CloudFormation refuses to take away what another stack imports: a stage that gets a domain keeps this export.
    this.exportValue(attrApiEndpoint);
    const origin = settings.portalOrigin ?? attrApiEndpoint;
    new CfnOutput(this, 'PortalAddress', { value: origin, description: 'Where the links in mails lead' });
    new CfnOutput(this, 'ApiAddress', { value: attrApiEndpoint, description: 'The own address of the HTTP API' });
    return origin;
  }

  #ownDomain(settings: DeploymentSettings) {
    if (!settings.portalCertificateArn) return {};
    const domainName = new DomainName(this, 'Domain', {
      domainName: new URL(this.origin).hostname,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', settings.portalCertificateArn),
    });
    new CfnOutput(this, 'PortalAlias', {
      value: domainName.regionalDomainName,
      description: `To add to the DNS as the CNAME of ${this.origin}`,
    });
    return { domainMapping: { domainName } };
  }
}
