import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = 'docs/agents';
const pages = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');
const read = (name: string) => readFileSync(`${folder}/${name}`, 'utf8');

test('the table of contents names every page of the agents’ guide once, and no other', () => {
  const named = [...read('README.md').matchAll(/^- \[[^\]]+\]\(([^)]+)\)$/gm)].map(([, page]) => page);
  expect(named.toSorted()).toEqual(pages.toSorted());
});

test.each(pages)('%s has a heading, a picture that is there, and links that lead somewhere', (page) => {
  const text = read(page);
  expect(text).toMatch(/^# \S/);
  const pictures = [...text.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path]) => `${folder}/${path}`);
  expect(pictures.length).toBeGreaterThan(0);
  const links = [...text.matchAll(/(?<!!)\[[^\]]+\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(
    ([, path]) => `${folder}/${path}`,
  );
  expect([...pictures, ...links].filter((path) => !existsSync(path))).toEqual([]);
});
