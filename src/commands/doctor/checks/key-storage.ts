import type { KeyInForce } from '../../../ports/context.ts';
import type { Check } from '../check.ts';
import { pass } from '../finding.ts';

export const keyStorage: Check = {
  id: 'key-storage',
  group: 'machine',
  title: 'Where the API key comes from',
  guide: [],
  async run({ key }) {
    return pass(places[(await key.need()).source]);
  },
};

const places: Readonly<Record<KeyInForce['source'], string>> = {
  environment: 'VOCOBASE_API_KEY in the environment',
  keychain: "this system's key store",
  file: 'a file in the settings folder that only you can read',
  sandbox: 'the sandbox',
};
