import { digitsOf, isSameNumber } from '../../../domain/text/phone-number.ts';
import { advise, type Check, fail, pass, unknown } from '../check.ts';

/** Plivo places no calls from an Indian number whose compliance application is not accepted. */
export const indiaCompliance: Check = {
  id: 'india-compliance',
  group: 'numbers',
  title: 'Indian compliance',
  guide: [],
  source: 'Plivo GET /Number/',
  async run({ shown, carrierNumbers, compliance }) {
    const indian = (await shown.need())
      .map(({ phone_number }) => phone_number)
      .filter((number) => digitsOf(number).startsWith('91'));
    if (indian.length === 0) return pass('No caller ID is Indian');
    const rows = (await carrierNumbers.need()).filter((row) =>
      indian.some((number) => isSameNumber(number, row.phone_number)),
    );
    const finish = advise(
      'Plivo places no calls from an Indian number until its compliance application is accepted and linked to it. Vocobase must run the audio in India.',
      'explain india-compliance',
    );
    const refused = rows.filter(
      (row) => row.compliance_status && !isAccepted(row.compliance_status),
    );
    if (refused.length > 0) {
      const listed = refused.map((row) => `${row.phone_number} (${row.compliance_status})`);
      return fail(`The compliance application is not accepted for ${listed.join(', ')}`, finish);
    }
    const silent = rows.filter((row) => row.compliance_status === null);
    if (rows.length > 0 && silent.length === 0) return pass(`${indian.join(', ')} accepted`);
    // The number's own status is in no schema, so the applications are only a hint.
    const applications = await compliance.own();
    const statuses = applications.map(({ status }) => status ?? 'unknown');
    return unknown(
      `Plivo does not show the compliance status of ${indian.join(', ')} (applications for India: ${statuses.join(', ') || 'none'})`,
      finish,
    );
  },
};

function isAccepted(status: string): boolean {
  return status.toLowerCase() === 'accepted';
}
