import { z } from 'zod';
import {
  LANGUAGES,
  renderHtml,
  renderJson,
  renderJunit,
  renderPretty,
  renderResultsCsv,
  renderSarif,
  verifyReportJsonSchema,
} from '../../../lib/report/verify';
import { columnsOf } from '../../../lib/report/verify/text/columns';
import { SMALL_REPORT } from './support/small-report';

const OPTIONS = { root: '/project' };

describe.each(LANGUAGES)('in %s', (language) => {
  const options = { ...OPTIONS, language };

  test.each([
    ['pretty', () => renderPretty(SMALL_REPORT, { ...options, verbose: true })],
    ['junit', () => renderJunit(SMALL_REPORT, options)],
    ['sarif', () => renderSarif(SMALL_REPORT, options)],
    ['csv', () => renderResultsCsv(SMALL_REPORT, options)],
    ['json', () => renderJson(SMALL_REPORT, options)],
    ['html', () => renderHtml(SMALL_REPORT, { ...options, bothLanguages: false })],
  ])('%s is as it was', (_format, render) => {
    expect(render()).toMatchSnapshot();
  });

  test.each([60, 80, 100, 160])('no line of the terminal is longer than %i columns, but for tables', (width) => {
    const text = renderPretty(
      { ...SMALL_REPORT, results: SMALL_REPORT.results.slice(0, 2) },
      { ...options, width, verbose: true },
    );
    expect(text.split('\n').filter((line) => columnsOf(line) > width)).toEqual([]);
  });

  test('colours change nothing but colours', () => {
    const plain = renderPretty(SMALL_REPORT, options);
    const coloured = renderPretty(SMALL_REPORT, { ...options, colours: true });
    expect(plain).not.toMatch(ESCAPES);
    expect(coloured).toContain('\u001B[31m✗ REFUTED\u001B[39m');
    expect(coloured.replace(ESCAPES, '')).toBe(plain);
  });

  test('the JSON is what its schema says', () => {
    const schema = z.fromJSONSchema(verifyReportJsonSchema() as Parameters<typeof z.fromJSONSchema>[0]);
    const document: unknown = JSON.parse(renderJson(SMALL_REPORT, options));
    expect(schema.safeParse(document).error?.issues).toBeUndefined();
    expect(schema.safeParse({ ...(document as object), more: 1 }).success).toBe(false);
    expect(schema.safeParse({ ...(document as object), holds: 'yes' }).success).toBe(false);
  });
});

const ESCAPES = /\u001B\[\d+m/g;

describe('JUnit', () => {
  const xml = renderJunit(SMALL_REPORT, { ...OPTIONS, language: 'en' });

  test('is well-formed', () => {
    expect(unclosed(xml)).toEqual([]);
  });

  test('fails for errors, skips for warnings, and counts both', () => {
    expect(xml).toContain(
      '<testsuites name="honmaru verify: small &amp; &lt;b&gt;bold&lt;/b&gt; &quot;policy&quot;" tests="5" failures="2" errors="0" skipped="2">',
    );
    expect(xml.match(/<failure /g)).toHaveLength(2);
    expect(xml.match(/<skipped /g)).toHaveLength(2);
  });
});

describe('the page', () => {
  const page = renderHtml(SMALL_REPORT, { ...OPTIONS, language: 'ja' });

  test('is well-formed', () => {
    const body = page.replace(/<!doctype html>/, '').replace(/<(meta|input|br)\b([^>]*)>/g, '<$1$2/>');
    expect(unclosed(body)).toEqual([]);
  });

  test('needs nothing from outside and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|javascript:|\son[a-z]+=|@import|url\(|https?:/i);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  test('escapes what it is given', () => {
    expect(page).not.toContain('<b>bold</b>');
    expect(page).toContain('small &amp; &lt;b&gt;bold&lt;/b&gt; &quot;policy&quot;');
  });

  test('holds both languages and a switch', () => {
    expect(page).toContain('<html lang="ja">');
    expect(page).toMatch(/id="language-ja"\s+checked\s*\/>/);
    expect(page.match(/<main /g)).toHaveLength(2);
    expect(page).toContain('<main class="only-en" lang="en">');
  });

  test('gives every table a caption and headings with a scope, and every drawing a title', () => {
    const count = (pattern: RegExp) => page.match(pattern)?.length ?? 0;
    expect(count(/<table /g)).toBeGreaterThan(10);
    expect(count(/<caption>/g)).toBe(count(/<table /g));
    expect(count(/<th>|<th (?!scope)/g)).toBe(0);
    expect(count(/<svg\s+role="img"\s+aria-label="/g)).toBe(count(/<svg/g));
    expect(count(/<svg[^>]*>\s*<title>/g)).toBe(count(/<svg/g));
  });

  test('shows the matrix with what does not hold marked', () => {
    expect(page).toContain('✗ tcp/443');
  });
});

test('CSV is one line for each question, and inert', () => {
  const lines = renderResultsCsv(SMALL_REPORT, { ...OPTIONS, language: 'en' })
    .trimEnd()
    .split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines[1]).toContain('lib/network.ts:12');
});

/** Elements of XML that are not closed in their order. */
function unclosed(xml: string): readonly string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, closing, name = '', rest = ''] of xml
    .replace(/<\?[^>]*\?>/g, '')
    .matchAll(/<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|[^>"])*)>/g)) {
    if (closing === '/') {
      const last = open.pop();
      if (last !== name) {
        wrong.push(`${String(last)} closed by ${name}`);
      }
    } else if (!rest.endsWith('/')) {
      open.push(name);
    }
  }
  return [...wrong, ...open];
}
