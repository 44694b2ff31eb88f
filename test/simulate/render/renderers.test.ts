import { renderSpike, renderSpikeCsv, renderSpikeJson, renderSpikeSvg, type SpikeReport } from '../../../lib/simulate';
import { grouped, percent } from '../../../lib/simulate/render/options';
import { ticks } from '../../../lib/simulate/render/svg-parts';
import { bucketsOf } from '../../../lib/simulate/render/text-chart';
import {
  FINDING_WORDS,
  OPEN_WORDS,
  SCENARIO_WORDS,
  SHORT_TIMING_WORDS,
  TIMING_WORDS,
} from '../../../lib/simulate/render/words';
import { declaredSale, groupResources, modelWith, rateRule, saleOf, webAcl } from '../support/sale';
import { simulateSpike } from '../../../lib/simulate';

const CLIENTS = { count: 1000, sources: [{ share: 1, clientsPerAddress: 100 }] };
const OPENS = { opens: '2026-12-05T10:00', timeZone: 'Asia/Tokyo', clients: CLIENTS, wafLagSeconds: 30 };
const CURVE = { baseRps: 50, peakRps: 400, riseSeconds: 60, holdSeconds: 300, decaySeconds: 120 };

let report: SpikeReport;

beforeAll(() => {
  const declared = declaredSale(CURVE, { launchSeconds: 120 }, OPENS);
  report = saleOf({ min: 2, max: 12, target: 3000 }, declared, { Acl: webAcl(rateRule('Limit', 1500)) }).report;
});

describe('the text', () => {
  test('shows verdict, chart, scenarios, minimums, findings and what is taken for granted', () => {
    expect(renderSpike(report, { language: 'en' })).toMatchSnapshot();
  });

  test('speaks Japanese', () => {
    expect(renderSpike(report, { language: 'ja', scenario: 'zone-lost-before', timing: 'earliest' })).toMatchSnapshot();
  });

  test('keeps to its width', () => {
    const lines = renderSpike(report, { language: 'en', width: 100 }).split('\n');
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });

  test('has colours when they are wished for', () => {
    expect(renderSpike(report, { language: 'en', colours: true })).toContain('\u001B[31mnot carried\u001B[39m');
    expect(renderSpike(report, { language: 'en' })).not.toContain('\u001B');
  });
});

describe('the SVG', () => {
  test('is what it was', () => {
    expect(renderSpikeSvg(report, { language: 'en' })).toMatchSnapshot();
  });

  test('says in words what it shows', () => {
    const svg = renderSpikeSvg(report, { language: 'ja' });
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="title description" lang="ja"/);
    expect(svg).toMatch(
      /<title id="title">発売開始のシミュレーション：1 分ごとのリクエスト数、障害なし、最も遅い反応<\/title>/,
    );
    expect(svg).toMatch(
      /<desc id="description">発売開始の前後 -5 分から 8 分までの 13 分間：リクエスト [\d\u00A0]+ 件のうち/,
    );
  });

  test('needs nothing from anywhere else', () => {
    const svg = renderSpikeSvg(report, { language: 'en' }).replace('http://www.w3.org/2000/svg', '');
    expect(svg).not.toMatch(/https?:|href|<script|@import|@font-face|url\((?!#)/);
  });

  test('draws bars that are as high as what they stand for', () => {
    const { rows } = report.runs.find(({ scenario, timing }) => scenario.id === 'normal' && timing === 'latest') ?? {
      rows: [],
    };
    const most = Math.max(...rows.map(({ offered }) => offered));
    const heights = [
      ...renderSpikeSvg(report, { language: 'en' }).matchAll(
        /<rect class="served" x="[\d.]+" y="[\d.]+" width="[\d.]+" height="([\d.]+)"\/>/g,
      ),
    ];
    const drawn = heights.map(([, height]) => Number(height)).slice(1);
    // The first is the one of the legend; each bar has two digits.
    const served = rows.map((row) => row.served).filter((count) => count > 0);
    drawn.forEach((height, index) => {
      expect(height).toBeCloseTo(((served[index] ?? 0) * 260) / most, 1);
    });
    expect(drawn).toHaveLength(served.length);
  });
});

describe('the CSV', () => {
  test('has a line for each minute of each run', () => {
    const [head, ...lines] = renderSpikeCsv(report).trimEnd().split('\r\n');
    expect(head).toBe(
      '\uFEFFscenario,timing,minute,offered,blocked,served,web arrived,web passed,web shed,web failed,web queued,web inService,web starting,web desired,web capacity',
    );
    expect(lines).toHaveLength(report.runs.reduce((sum, { rows }) => sum + rows.length, 0));
    expect(lines[0]).toBe("normal,earliest,'-5,3000,0,3000,3000,3000,0,0,0,2,0,2,12000");
  });
});

describe('the JSON', () => {
  test('holds verdict, findings with their text, and every run', () => {
    const document = JSON.parse(renderSpikeJson(report)) as Record<string, unknown>;
    expect(document).toMatchObject({
      version: 1,
      carried: false,
      opens: '2026-12-05 10:00',
      timeZone: 'Asia/Tokyo',
      tiers: [
        {
          group: 'web',
          minInstances: 2,
          maxInstances: 12,
          minimumAtOpening: 2,
          leastMinimum: { allZones: 4, oneZoneLost: 6 },
        },
      ],
      webAcl: { name: 'edge', rateRules: [{ name: 'Limit' }] },
    });
    expect(document['runs']).toHaveLength(12);
    expect(document['findings']).toContainEqual(
      expect.objectContaining({
        code: 'CustomersBlocked',
        says: expect.stringMatching(/^the rate-based rule Limit blocks /) as unknown,
      }),
    );
  });
});

test('texts of templates are inert wherever they are shown', () => {
  const name = '\u001B[31m<script>alert(1)</script>\u202E"\'=cmd|\u0007\n';
  const model = modelWith(groupResources('web', { min: 1, max: 1, more: { AutoScalingGroupName: name } }));
  const hostile = simulateSpike(model, declaredSale(CURVE, { group: 'webGroup' }));
  const svg = renderSpikeSvg(hostile, { language: 'en' });
  expect(svg).not.toMatch(/<script|\u001B|\u202E/);
  expect(svg).toContain('&lt;script&gt;');
  expect(renderSpike(hostile, { language: 'en' })).not.toMatch(/\u001B|\u202E|\u0007/);
  expect(renderSpikeCsv(hostile).split('\r\n')[0]).not.toMatch(/\u001B|\u0007|\u202E|\n/);
});

describe('words', () => {
  test.each([FINDING_WORDS, OPEN_WORDS, SCENARIO_WORDS, TIMING_WORDS, SHORT_TIMING_WORDS])(
    'are there in both languages, with the same values',
    ({ en, ja }) => {
      const holes = (texts: Readonly<Record<string, string>>) =>
        Object.entries(texts).map(([code, text]) => [
          code,
          [...text.matchAll(/\{(\w+)\}/g)].map(([, hole]) => hole).sort(),
        ]);
      expect(holes(ja)).toEqual(holes(en));
    },
  );
});

test.each([
  [0, 10, '0 %'],
  [1, 1_000_000, '< 0.01 %'],
  [1, 3, '33.33 %'],
  [999_999, 1_000_000, '> 99.99 %'],
  [5, 5, '100.00 %'],
  [0, 0, '0 %'],
])('%i of %i is %s', (part, whole, text) => {
  expect(percent(part, whole)).toBe(text);
});

test('numbers are grouped by three digits', () => {
  expect([7, 1000, 1_234_567].map(grouped)).toEqual(['7', '1\u00A0000', '1\u00A0234\u00A0567']);
});

test('numbers on an axis are round, and whole', () => {
  expect([ticks(0, 180_000, 4), ticks(-10, 31, 10), ticks(0, 1, 4)]).toEqual([
    [0, 50_000, 100_000, 150_000],
    [-10, -5, 0, 5, 10, 15, 20, 25, 30],
    [0, 1],
  ]);
});

test('minutes that share a line are added up, with the fewest instances of them', () => {
  const rows = report.runs[0]?.rows ?? [];
  const [first, second] = bucketsOf(rows, 5);
  expect(first).toMatchObject({ minute: -5, served: 15_000, shed: 0 });
  expect(second?.inService).toEqual([Math.min(...rows.slice(5, 10).map(({ tiers }) => tiers[0]?.inService ?? 0))]);
});
