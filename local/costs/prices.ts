/** US dollars in London (eu-west-2), free tiers left out. Where each comes from stands in docs/costs.md. */
export const PRICES_OF = 'October 2026';

export const prices = {
  lambdaRequest: 0.2e-6,
  lambdaGbSecond: 13.3334e-6, // arm64
  transition: 25e-6,
  tableWriteUnit: 0.7423e-6,
  tableReadUnit: 0.1485e-6,
  apiRequest: 1.16e-6,
  mail: 100e-6,
  attachmentGb: 0.12,
  logGb: 0.5985,
  trace: 5e-6,
  busEvent: 1e-6,
  scheduled: 1.15e-6,
  trailDataEvent: 1e-6,
  keyRequest: 3e-6,
  internetGb: 0.09,
  /** A month of one. */
  alarmMetric: 0.1,
  compositeAlarm: 0.5,
  dashboard: 3,
  customMetric: 0.3,
  key: 1,
  secret: 0.4,
  tableGb: 0.29714,
  tableBackupGb: 0.23771,
  bucketGb: 0.024,
} as const;
