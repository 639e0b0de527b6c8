import type { KeyInForce } from '../../../ports/context.ts';
import { type Check, pass } from '../check.ts';

/** Shows where the API key comes from. Passes whenever there is one. */
export const keyStorage: Check = {
  id: 'key-storage',
  group: 'machine',
  title: 'Source of the API key',
  guide: [],
  source: 'this machine',
  async run({ key }) {
    return pass(places[(await key.need()).source]);
  },
};

const places: Readonly<Record<KeyInForce['source'], string>> = {
  environment: 'VOCOBASE_API_KEY',
  keychain: "This system's key store",
  file: 'A file in the settings folder that only you can read',
  sandbox: 'The sandbox',
};
