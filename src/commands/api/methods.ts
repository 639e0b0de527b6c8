/** The methods that `api` can send. */
export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const;

/** An HTTP method that `plivo api` sends; typed in any case. */
export type Method = (typeof methods)[number];

/** Methods whose fields go into the query; other methods send a JSON body. */
export const bodiless: readonly Method[] = ['GET', 'HEAD'];
