/**
 * Whether the `error_message` of a call says that Plivo refused the stored credentials. Its values
 * are undocumented (U24), so only words that name Plivo and its 401 count.
 */
export function speaksOfRefusedCredentials(message: string | null): boolean {
  return (
    message !== null &&
    /plivo/i.test(message) &&
    /\b401\b|unauthori[sz]ed|credential|authenticat/i.test(message)
  );
}
