/** The names of the table's keys and indexes: the table has them, and the functions that query are granted them. */
export const tableKeys = { partition: 'pk', sort: 'sk', expiry: 'expiresAtSeconds' } as const;

/** Each index has its keys named after itself: `gsi1pk`, `gsi1sk`. */
export const tableIndexes = ['gsi1', 'gsi2', 'gsi3'] as const;
