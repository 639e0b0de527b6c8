export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const;

export type Method = (typeof methods)[number];

/** Fields of these go into the query; of all others into a JSON body. */
export const bodiless: readonly Method[] = ['GET', 'HEAD'];
