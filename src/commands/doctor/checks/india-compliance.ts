import { digitsOf, isSameNumber } from '../../../domain/text/phone-number.ts';
import { symptoms } from '../../../errors/catalogue/symptoms.ts';
import type { Check } from '../check.ts';
import { adviceFrom, fail, pass, skip, unknown } from '../finding.ts';

/** Plivo places no calls from an Indian number whose compliance application is not accepted. */
export const indiaCompliance: Check = {
  id: 'india-compliance',
  group: 'numbers',
  title: 'Indian compliance',
  guide: [],
  async run({ shown, carrierNumbers, compliance }) {
    const indian = (await shown.need())
      .map(({ phone_number }) => phone_number)
      .filter((number) => digitsOf(number).startsWith('91'));
    if (indian.length === 0) return skip('no Indian number is shown');
    const rows = (await carrierNumbers.need()).filter((row) =>
      indian.some((number) => isSameNumber(number, row.phone_number)),
    );
    const advice = adviceFrom(symptoms['india-compliance']);
    const refused = rows.filter(
      (row) => row.compliance_status && !isAccepted(row.compliance_status),
    );
    if (refused.length > 0) {
      const listed = refused.map((row) => `${row.phone_number}: ${row.compliance_status}`);
      return fail(listed.join(', '), advice);
    }
    const silent = rows.filter((row) => row.compliance_status === null);
    if (rows.length > 0 && silent.length === 0) return pass(`${indian.join(', ')}: accepted`);
    // The number itself does not say it, which no schema promises: the applications are a hint only.
    const applications = await compliance.own();
    const statuses = applications.map(({ status }) => status ?? 'unknown');
    return unknown(
      `Plivo does not say it of ${indian.join(', ')}; applications for India: ${statuses.join(', ') || 'none'}`,
      advice,
    );
  },
};

function isAccepted(status: string): boolean {
  return status.toLowerCase() === 'accepted';
}
