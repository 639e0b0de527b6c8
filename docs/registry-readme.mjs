// `write`: makes the links of README.md absolute, because a package registry shows only that file.
// `restore`: brings the README of the repository back. npm runs both around `npm pack` and
// `npm publish`. The address comes from "repository" in package.json.

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = join(root, 'README.md');
const kept = join(root, 'README.md.orig');

/** The README with absolute links; `repository` is the address of its page, without a slash. */
export function withAbsoluteLinks(text, repository) {
  const raw = repository.replace('https://github.com/', 'https://raw.githubusercontent.com/');
  const absolute = (target) => {
    if (/^([a-z]+:|#|\/)/i.test(target)) return target;
    const path = target.replace(/^\.\//, '');
    return /\.(svg|png|gif)$/.test(path)
      ? `${raw}/HEAD/${path}`
      : `${repository}/blob/HEAD/${path}`;
  };
  return text
    .replace(/\b(src|srcset|href)="([^"]+)"/g, (_, name, target) => `${name}="${absolute(target)}"`)
    .replace(/\]\(([^()\s]+)\)/g, (_, target) => `](${absolute(target)})`);
}

function write() {
  const { repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const address = repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
  if (address.includes('FILL-IN')) {
    process.stderr.write('Fill in "repository" in package.json before you publish.\n');
  }
  restore();
  const text = readFileSync(readme, 'utf8');
  writeFileSync(kept, text);
  writeFileSync(readme, withAbsoluteLinks(text, address));
}

function restore() {
  if (existsSync(kept)) renameSync(kept, readme);
}

if (process.argv[2] === 'write') write();
if (process.argv[2] === 'restore') restore();
