/**
 * Two paths that no known page of the documentation gives. The page of `PUT /phone-numbers/{id}`
 * mentions `GET /phone-numbers` without its shape (U14). The page on creating connections says that
 * a sync exists and takes a `connection_id`; its path is assumed by analogy with the list (U15).
 * Both can be set: `config set endpoints.phone_numbers`, `endpoints.phone_numbers_sync`.
 */
export const undocumentedPaths = {
  phoneNumbers: '/phone-numbers',
  phoneNumbersSync: '/phone-numbers/sync',
} as const;
