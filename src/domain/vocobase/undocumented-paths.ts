/**
 * Two paths that no known page of the documentation gives. `GET /phone-numbers` is mentioned by the
 * page of `PUT /phone-numbers/{id}` without its shape (U14). That a sync exists, and takes a
 * `connection_id`, is said where connections are created; its path is assumed in the manner of the
 * list (U15). Both can be set: `config set endpoints.phone_numbers`, `endpoints.phone_numbers_sync`.
 */
export const undocumentedPaths = {
  phoneNumbers: '/phone-numbers',
  phoneNumbersSync: '/phone-numbers/sync',
} as const;
