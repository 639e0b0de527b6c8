import { expect, test } from 'vitest';
import { wholeCommand } from '../../src/domain/whole-command.ts';

test.each<[string, string | null, string, string]>([
  ['plivo', null, 'connections list', 'plivo connections list'],
  ['vocobase-plivo', null, 'status', 'vocobase-plivo status'],
  ['plivo', 'default', 'status', 'plivo status --sandbox'],
  ['plivo', 'slow', 'status', 'plivo status --sandbox --scenario slow'],
  ['plivo', 'slow', 'status --sandbox', 'plivo status --sandbox --scenario slow'],
  ['plivo', 'slow', '--sandbox status', 'plivo --sandbox status --scenario slow'],
  ['plivo', 'slow', 'status --sandbox --scenario flaky', 'plivo status --sandbox --scenario flaky'],
  ['plivo', 'slow', 'status --scenario flaky', 'plivo status --scenario flaky --sandbox'],
  ['plivo', 'default', 'api --no-sandbox', 'plivo api --no-sandbox --sandbox'],
  ['plivo', 'slow', 'explain 3030', 'plivo explain 3030'],
  ['plivo', 'slow', 'help environment', 'plivo help environment'],
  ['plivo', 'slow', 'sandbox reset', 'plivo sandbox reset'],
  ['plivo', 'slow', 'completion zsh', 'plivo completion zsh'],
  ['plivo', 'slow', 'call test --help', 'plivo call test --help'],
  ['plivo', 'default', 'numbers explain', 'plivo numbers explain --sandbox'],
  ['plivo', 'default', 'helper', 'plivo helper --sandbox'],
])('%s, sandbox %s: %s', (program, sandbox, words, whole) => {
  expect(wholeCommand({ mode: { program, sandbox } }, words)).toBe(whole);
});
