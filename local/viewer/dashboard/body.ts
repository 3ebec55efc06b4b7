import { z } from 'zod';
import type { Deployment } from '../../cloudformation/deployment.ts';
import { UnsupportedLocally } from '../../unsupported.ts';

const place = { x: z.number(), y: z.number(), width: z.number(), height: z.number() };

/** The widgets that are drawn, each with what is read of it (CloudWatch, 'Dashboard body structure and syntax'). */
const widgetSchema = z.discriminatedUnion('type', [
  z.object({
    ...place,
    type: z.literal('custom'),
    properties: z.object({
      title: z.string(),
      endpoint: z.string(),
      params: z.record(z.string(), z.unknown()).default({}),
    }),
  }),
  z.object({
    ...place,
    type: z.literal('metric'),
    properties: z.object({ title: z.string().default(''), metrics: z.array(z.array(z.unknown())).default([]) }),
  }),
  z.object({
    ...place,
    type: z.literal('alarm'),
    properties: z.object({ title: z.string().default(''), alarms: z.array(z.string()) }),
  }),
  z.object({ ...place, type: z.literal('text'), properties: z.object({ markdown: z.string() }) }),
]);

export type Widget = z.infer<typeof widgetSchema>;

export interface Dashboard {
  readonly name: string;
  readonly widgets: readonly Widget[];
}

/**
 * The dashboards of a deployment.
 *
 * @throws UnsupportedLocally naming the widget that is not known.
 */
export function dashboardsOf(deployment: Deployment): readonly Dashboard[] {
  return deployment.ofType('AWS::CloudWatch::Dashboard').map(({ name, properties, stack, logicalId }) => {
    const parsed = z.object({ widgets: z.array(widgetSchema) }).safeParse(JSON.parse(String(properties.DashboardBody)));
    if (!parsed.success) {
      throw new UnsupportedLocally(`this dashboard: ${z.prettifyError(parsed.error)}`, `${stack}/${logicalId}`);
    }
    return { name, widgets: parsed.data.widgets };
  });
}
