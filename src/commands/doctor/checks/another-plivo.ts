import { symptoms } from '../../../errors/catalogue/symptoms.ts';
import type { Check } from '../check.ts';
import { adviceFrom, pass, warn } from '../finding.ts';
import { findOnPath, isOurs } from '../path-search.ts';

/** Plivo's own command line tool is called `plivo` too. */
export const anotherPlivo: Check = {
  id: 'path',
  group: 'machine',
  title: 'First plivo on the PATH',
  guide: [],
  async run({ ctx }) {
    const found = await findOnPath('plivo', {
      path: ctx.inputs.env('PATH') ?? '',
      extensions: ctx.inputs.env('PATHEXT') ?? null,
    });
    const [first] = found;
    if (first === undefined) return pass('there is none');
    if (await isOurs(first)) return pass('this one');
    return warn(`another one: ${first}`, adviceFrom(symptoms['another-plivo']));
  },
};
