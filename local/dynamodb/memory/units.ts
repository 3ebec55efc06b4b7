/** Units of reading: one for each four kilobytes, half as many where an old row would do (developer guide, 'Read consistency'). */
export const readUnits = (bytes: number, isConsistent: boolean | undefined): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (isConsistent ? 1 : 0.5);

/** What an answer says of the units that its request used on a table, where it was asked to. Transactions say of which kind they are. */
export const capacityOf = (
  TableName: string,
  CapacityUnits: number,
  kind?: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): Readonly<Record<string, unknown>> => ({ TableName, CapacityUnits, ...(kind && { [kind]: CapacityUnits }) });
