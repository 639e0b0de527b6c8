import { isSameNumber } from '../../../domain/text/phone-number.ts';
import { advise, type Check, pass, skip, unknown } from '../check.ts';

/**
 * The guide's first remedy for calls that ring and drop is "Voice Application enabled" (F4a).
 * According to Plivo, an application answers inbound calls; outbound calls need Voice.
 */
export const numberApplication: Check = {
  id: 'number-application',
  group: 'numbers',
  title: 'Voice application',
  guide: ['F4a'],
  source: 'Plivo GET /Number/',
  async run({ shown, carrierNumbers }) {
    const numbers = await shown.need();
    const rows = (await carrierNumbers.need()).filter((row) =>
      numbers.some(({ phone_number }) => isSameNumber(phone_number, row.phone_number)),
    );
    if (rows.length === 0) return skip('The caller ID is not on the Plivo account');
    const explanation = advise(
      'The application answers inbound calls to the number. Outbound calls through Vocobase need the Voice capability, which is another check.',
      'explain ring-then-drop',
    );
    if (rows.some(({ application }) => application === undefined)) {
      return unknown('Plivo does not say which application answers inbound calls', explanation);
    }
    const listed = rows.map(
      ({ phone_number, application }) =>
        `${phone_number}: ${application ? nameOfApplication(application) : 'none, so nothing answers inbound calls'}`,
    );
    return { ...pass(listed.join('; ')), remedy: explanation.remedy };
  },
};

/** `application 12345` from `/v1/Account/MA…/Application/12345/`, without the Auth ID. */
function nameOfApplication(uri: string): string {
  const id = /([^/]+)\/?$/.exec(uri)?.[1] ?? '';
  return /Application\//.test(uri) ? `application ${id}` : id;
}
