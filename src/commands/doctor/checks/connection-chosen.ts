import { shellQuote } from '../../../domain/text/shell-command.ts';
import { callingConnection } from '../../../domain/vocobase/calling-connection.ts';
import { providerConfig } from '../../../domain/vocobase/partner-config.ts';
import { errors } from '../../../errors/catalogue/errors.ts';
import type { Check } from '../check.ts';
import { adviceFrom, fail, pass, skip, warn } from '../finding.ts';

/** A call that names only the provider is refused as soon as two connections are active. */
export const connectionChosen: Check = {
  id: 'connection',
  group: 'connection',
  title: 'Connection of calls',
  guide: ['S2b', 'S4', 'F2', 'N1'],
  async run({ connections, settings, config }) {
    const { connection: remembered } = await settings.need();
    const calling = callingConnection(await connections.own(), 'plivo', remembered);
    switch (calling.kind) {
      case 'none': {
        const found = 'there is no active Plivo connection';
        return providerConfig(await config.need(), 'plivo').configured
          ? warn(
              `${found}, although GET /config says that Plivo is configured`,
              adviceFrom(errors.PROVIDER_NOT_CONFIGURED, {
                commands: ['connections list --provider plivo --all'],
              }),
            )
          : skip(found);
      }
      case 'one': {
        const { name, connection_id } = calling.connection;
        return pass(
          `${name || connection_id}, ${calling.remembered ? 'the remembered one' : 'the only active one'}`,
        );
      }
      case 'several': {
        const names = calling.connections.map(({ name, connection_id }) => name || connection_id);
        return fail(
          `${names.length} are active, and none is remembered: ${names.join(', ')}`,
          adviceFrom(errors.CONNECTION_AMBIGUOUS, {
            commands: [
              'connections list --provider plivo',
              ...calling.connections.map(
                ({ connection_id }) => `connections use ${shellQuote(connection_id)}`,
              ),
            ],
          }),
        );
      }
      case 'gone':
        return fail(`the remembered one, ${calling.selector}, is not among the active ones`, {
          remedy:
            'Remember another one, or forget this one. It may belong to another account, or to another base URL.',
          commands: [
            'connections list --provider plivo --all',
            'connections use <connection>',
            'connections use --clear',
          ],
        });
    }
  },
};
