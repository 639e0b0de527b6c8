import { describe, expect, test } from 'vitest';
import { setVariable } from '../../../src/domain/text/dotenv.ts';

const set = (text: string) => setVariable(text, 'ID', 'new');

describe('replaces an assignment in place', () => {
  test.each([
    ['ID=old\n', 'ID=new\n'],
    ['ID=old', 'ID=new'],
    ['ID=\n', 'ID=new\n'],
    ['A=1\nID=old\nB=2\n', 'A=1\nID=new\nB=2\n'],
    ['A=1\r\nID=old\r\nB=2\r\n', 'A=1\r\nID=new\r\nB=2\r\n'],
    ['export ID="old"  # the one\n', 'export ID="new"  # the one\n'],
    ["ID='old'\n", "ID='new'\n"],
    ['ID=`old`\n', 'ID=`new`\n'],
    ['  ID = old # note\n', '  ID = new # note\n'],
    ['ID=one\nID=two\n', 'ID=new\nID=new\n'],
    ['\xef\xbb\xbfID=old\n', '\xef\xbb\xbfID=new\n'],
    ['ID="two\nlines"\nB=2\n', 'ID="new"\nB=2\n'],
  ])('%j', (before, after) => {
    expect(set(before)).toBe(after);
  });
});

describe('adds a missing one, and keeps everything else', () => {
  test.each([
    ['', 'ID=new\n'],
    ['A=1', 'A=1\nID=new\n'],
    ['A=1\r\n', 'A=1\r\nID=new\r\n'],
    ['# ID=old\n', '# ID=old\nID=new\n'],
    ['MY_ID=old\nID_2=x\n', 'MY_ID=old\nID_2=x\nID=new\n'],
    ['KEY="first\nID=inside\nlast"\n', 'KEY="first\nID=inside\nlast"\nID=new\n'],
    ['A="open\n', 'A="open\nID=new\n'],
    ['A=caf\xe9 # \xff\n\n\n', 'A=caf\xe9 # \xff\n\n\nID=new\n'],
  ])('%j', (before, after) => {
    expect(set(before)).toBe(after);
  });
});
