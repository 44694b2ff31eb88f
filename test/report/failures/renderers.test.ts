import { analyseFailures, compareWithFailureBaseline, failureBaselineOf, type Declared } from '../../../lib/failures';
import {
  detourTable,
  isHolding,
  labelsOf,
  renderFailures,
  renderFailuresCsv,
  renderFailuresHtml,
  renderFailuresJson,
  renderFailuresMarkdown,
  type FailuresRenderOptions,
} from '../../../lib/report/failures';
import { reportOn } from '../../failures/report/support';
import { paperNetwork } from '../../failures/paper/network';
import { smallSite } from '../../failures/support/small-site';
import { group, member, modelOf, oneOf, part, pool } from '../../failures/build';

const OPTIONS: FailuresRenderOptions = {
  language: 'en',
  toolVersion: '1.2.3',
  read: [{ stack: 'Site', file: 'Site.template.json', sha256: 'ab'.repeat(32) }],
  faults: 1,
};
const JA: FailuresRenderOptions = { ...OPTIONS, language: 'ja' };

const DECLARED: Declared = {
  services: [{ id: 'purchase', label: 'purchases', method: 'POST', peakPerSecond: 100, onSalePerSecond: 150 }],
  tiers: [{ of: 'type:AWS::AutoScaling::AutoScalingGroup', requestsPerSecond: 60 }],
  databases: [{ of: 'type:AWS::RDS::DBCluster', requestsPerSecond: 500 }],
  balancers: [{ of: 'type:AWS::ElasticLoadBalancingV2::LoadBalancer', requestsPerSecond: 'unlimited' }],
  objectives: { writerSeconds: 75, zoneSeconds: 100 },
};

const report = analyseFailures(smallSite(), { declared: DECLARED, faults: 2 });

describe('on a terminal', () => {
  test('the worst comes first', () => {
    expect(renderFailures(report, { ...OPTIONS, faults: 2 })).toMatchSnapshot();
  });

  test('in Japanese', () => {
    expect(renderFailures(report, { ...JA, faults: 2 })).toMatchSnapshot();
  });

  test('recoveries are told part by part, with their sources, when asked', () => {
    const text = renderFailures(report, { ...OPTIONS, verbose: true });
    expect(text).toMatch(/0 s – 75 s {2}\S+ in .+ \(FM-07\)\n/);
    expect(text).toMatch(/60 s {2}promotion of a reader +typical, promised to nobody, https:\/\//);
  });

  test('no line is longer than the terminal, but for a word that is', () => {
    const lines = renderFailures(report, { ...OPTIONS, width: 80, verbose: true }).split('\n');
    expect(lines.filter((line) => line.length > 80 && !line.includes('https://'))).toEqual([]);
  });
});

describe('the table of the paper', () => {
  const paper = reportOn(paperNetwork());

  test('has its layout and its twenty cells', () => {
    const { head, rows } = detourTable(paper, 'en', labelsOf(paper));
    expect(head).toEqual([
      ...['From', 'To', 'Static route', 'normal'],
      ...['line 1 fails', 'line 2 fails', 'gateway A fails', 'gateway B fails'],
    ]);
    expect(rows).toEqual([
      ['application server 1', 'A', 'G1 to A', 'line 1', 'line 2', 'line 1', '-', 'line 1'],
      ['application server 1', 'B', 'G2 to B', 'line 2', 'line 2', 'line 1', 'line 2', '-'],
      ['application server 2', 'A', 'G2 to A', 'line 2', 'line 2', 'line 1', '-', 'line 1'],
      ['application server 2', 'B', 'G1 to B', 'line 1', 'line 2', 'line 1', 'line 2', '-'],
    ]);
  });

  test('has it in Japanese, too', () => {
    const { head } = detourTable(paper, 'ja', labelsOf(paper));
    expect(head.slice(0, 5)).toEqual(['発信元', '宛先', '静的経路', '正常時', 'line 1 障害時']);
  });

  test('stands in the page and in Markdown', () => {
    expect(renderFailuresMarkdown(paper, JA)).toContain(
      '| application server 2 | A | G2 to A | line 2 | line 2 | line 1 |',
    );
    expect(renderFailuresHtml(paper, OPTIONS)).toContain('<th scope="col">gateway B fails</th>');
  });

  test('tells tiers with their zones where servers have some', () => {
    const { head, rows } = detourTable(report, 'en', labelsOf(report));
    const zone = head.indexOf('zone eu-west-1a fails');
    expect(rows[0]?.[3]).toMatch(/Servers.* 1a 1b/);
    expect(rows[0]?.[zone]).toMatch(/Servers 1b/);
    expect(rows[0]?.[head.indexOf('Region eu-west-1 fails')]).toBe('-');
  });
});

describe('for machines', () => {
  test('CSV has a line for every scenario and service', () => {
    const lines = renderFailuresCsv(report, OPTIONS).trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + report.scenarios.reduce((sum, { rows }) => sum + rows.length, 0));
    expect(lines[0]).toMatch(
      /^\ufefftemplates,register,scenario,kind,fails,mode,operation,irrelevant,service,normal,t0,/,
    );
    const writer = lines.find((line) => line.includes(',writer,') && line.includes(',no,purchase,'));
    expect(writer).toMatch(/,DOWN,1,UP,0,UP,0,.*,75,unverified,"?FM-07 promotion of a reader 60 s \(typical\)/);
  });

  test('JSON holds every row and what was computed from them', () => {
    const document = JSON.parse(renderFailuresJson(report, OPTIONS)) as {
      readonly version: number;
      readonly scenarios: readonly { readonly rows: readonly unknown[] }[];
      readonly templates: { readonly hash: string };
      readonly objectives: readonly { readonly objective: string; readonly isMet: boolean }[];
    };
    expect(document.version).toBe(1);
    expect(document.scenarios).toHaveLength(report.scenarios.length);
    expect(document.templates.hash).toMatch(/^[\da-f]{12}$/);
    expect(document.objectives.map(({ objective, isMet }) => [objective, isMet])).toEqual([
      ['writer', true],
      ['zone', false],
    ]);
  });

  test('the same report gives the same bytes', () => {
    const again = analyseFailures(smallSite(), { declared: DECLARED, faults: 2 });
    for (const render of [renderFailuresCsv, renderFailuresJson, renderFailuresMarkdown, renderFailuresHtml]) {
      expect(render(again, OPTIONS)).toBe(render(report, OPTIONS));
    }
  });
});

describe('what is required', () => {
  test('holds without objectives, and says that nothing was required', () => {
    const none = analyseFailures(smallSite());
    expect(isHolding(none, {})).toBe(true);
    expect(renderFailures(none, OPTIONS)).toMatch(/nothing was required: declare objectives\n$/);
  });

  test('does not hold with an objective that is missed, nor with a row that got worse', () => {
    expect(isHolding(report, {})).toBe(false);
    const none = analyseFailures(smallSite());
    const baseline = failureBaselineOf(none);
    const worse = compareWithFailureBaseline(
      analyseFailures(smallSite({ Targets: { Properties: { HealthCheckIntervalSeconds: 60 } } })),
      baseline,
    );
    expect(isHolding(none, { comparison: worse })).toBe(false);
    expect(renderFailures(none, { ...OPTIONS, comparison: worse })).toMatch(/against the baseline\n {2}\d+ rows worse/);
  });
});

test('whatever names say, it stays text', () => {
  const name = '<script>alert(1)</script>|=cmd\u001b[31m](javascript:x)\n::error::';
  const model = modelOf({
    groups: [{ ...group('g'), label: name }],
    parts: [{ ...part('p', ['g']), label: name }],
    pools: [pool('pool', 'spread', [member('p')])],
    services: [{ id: name, label: name, isRetried: false, needs: [oneOf('pool')] }],
  });
  const hostile = reportOn(model, { faults: 2, declared: { objectives: { writerSeconds: 1, dataLossSeconds: 1 } } });
  const html = renderFailuresHtml(hostile, OPTIONS);
  expect(html).not.toContain('<script');
  const markdown = renderFailuresMarkdown(hostile, OPTIONS);
  expect(markdown).not.toMatch(/<script|\]\(javascript|^::error/m);
  const all = [
    html,
    markdown,
    renderFailures(hostile, { ...OPTIONS, verbose: true }),
    renderFailuresCsv(hostile, OPTIONS),
  ];
  expect(all.filter((text) => text.includes('\u001b'))).toEqual([]);
});
