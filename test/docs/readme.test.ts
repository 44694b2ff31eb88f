import { readFileSync } from 'node:fs';
import path from 'node:path';
import { defineSite } from '../../lib';
import { REQUIRED_FLAGS } from '../../lib/stacks/feature-flags';
import { starterConfig } from '../support/test-site';

const ROOT = path.join(__dirname, '../..');

describe.each(['README.md', 'README.ja.md'])('%s', (page) => {
  const text = readFileSync(path.join(ROOT, page), 'utf8');
  const blocks = (language: string) =>
    [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, block]) => String(block));

  test('shows the starter site as it is', () => {
    const file = readFileSync(path.join(ROOT, 'bin/sites/starter.ts'), 'utf8');
    expect(blocks('ts')[0]).toBe(file.replace(/\/\*\*.*\*\/\n/, ''));
  });

  test('shows a fault as it is printed', () => {
    const regions = { primary: { region: 'tokyo' } };
    expect(() => defineSite({ ...starterConfig, regions })).toThrow(blocks('text')[0]?.trim());
  });

  test('names the feature flags that are required', () => {
    const context = { ...REQUIRED_FLAGS, '@aws-cdk/core:validateAgainstDefaultRules': true };
    expect(JSON.parse(blocks('json')[0] ?? '')).toEqual({ context });
  });

  test('gives commands that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    const named = [...text.matchAll(/npm run ([a-z]+)/g)].map(([, name]) => String(name));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    expect(blocks('sh').join('\n')).toContain('npm ci --ignore-scripts && npm test');
  });
});
