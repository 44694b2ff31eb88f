import { fill, type Language } from '../../report/verify/language';
import { columnsOf } from '../../report/verify/text/columns';
import type { Paint } from '../../report/verify/text/paint';
import type { MinuteRow, SpikeRun } from '../spike';
import { drawnRows, grouped } from './options';
import { wordsOf } from './words';

/** How text is laid out. */
export interface Layout {
  /** Columns of a line. */
  readonly width: number;
  readonly paint: Paint;
  readonly language: Language;
}

/** Lines of a chart at most; of longer runs several minutes share one. */
const MOST_LINES = 60;

const MARKS = { served: '█', shed: '▒', failed: '▓', blocked: '░' } as const;

/** Minutes drawn together. */
export interface Bucket {
  readonly minute: number;
  readonly served: number;
  readonly shed: number;
  readonly failed: number;
  readonly blocked: number;
  readonly inService: readonly number[];
}

/** Requests minute by minute as bars, with the instances in service of each tier. */
export function chartLines(run: SpikeRun, layout: Layout): readonly string[] {
  const words = wordsOf(layout.language);
  const rows = drawnRows(run);
  const each = Math.ceil(rows.length / MOST_LINES);
  const buckets = bucketsOf(rows, each);
  const labels = buckets.map(({ minute }) => (minute > 0 ? `+${String(minute)}` : String(minute)));
  const instances = buckets.map(({ inService }) => inService.join('/'));
  const labelWidth = Math.max(columnsOf(words.minute), ...labels.map(({ length }) => length));
  const instanceWidth = Math.max(columnsOf(words.inService), ...instances.map(({ length }) => length));
  const room = Math.max(10, layout.width - labelWidth - instanceWidth - 6);
  const most = Math.max(1, ...buckets.map(totalOf));
  const scale = Math.ceil(most / room);
  const lines = buckets.map((bucket, index) => {
    const label = (labels[index] ?? '').padStart(labelWidth);
    return `  ${label}  ${(instances[index] ?? '').padStart(instanceWidth)}  ${barOf(bucket, scale, layout)}`.trimEnd();
  });
  const { served, shed, failed, blocked } = MARKS;
  const blanks = (word: string, columns: number) => ' '.repeat(columns - columnsOf(word)) + word;
  return [
    `  ${fill(words.legend, { served, shed, failed, blocked })}  (${fill(words.scale, { count: grouped(scale) })})`,
    `  ${blanks(words.minute, labelWidth)}  ${blanks(words.inService, instanceWidth)}`,
    ...lines,
  ];
}

/** Rows of some minutes together; the fewest instances of them. */
export function bucketsOf(rows: readonly MinuteRow[], each: number): readonly Bucket[] {
  const count = Math.ceil(rows.length / each);
  return Array.from({ length: count }, (_, index) => {
    const own = rows.slice(index * each, (index + 1) * each);
    const sum = (valueOf: (row: MinuteRow) => number) => own.reduce((total, row) => total + valueOf(row), 0);
    const [first] = own;
    return {
      minute: first?.minute ?? 0,
      served: sum(({ served }) => served),
      shed: sum(({ tiers }) => tiers.reduce((total, { shed }) => total + shed, 0)),
      failed: sum(({ tiers }) => tiers.reduce((total, { failed }) => total + failed, 0)),
      blocked: sum(({ blocked }) => blocked),
      inService: (first?.tiers ?? []).map((_tier, tier) =>
        Math.min(...own.map(({ tiers }) => tiers[tier]?.inService ?? 0)),
      ),
    };
  });
}

function totalOf({ served, shed, failed, blocked }: Bucket): number {
  return served + shed + failed + blocked;
}

/** A bar; what is there at all has a mark of its own. */
function barOf(bucket: Bucket, scale: number, { paint }: Layout): string {
  const paints = { served: paint.good, shed: paint.bad, failed: paint.bad, blocked: paint.unsure };
  return (['served', 'shed', 'failed', 'blocked'] as const)
    .map((part) => {
      const length = bucket[part] === 0 ? 0 : Math.max(1, Math.round(bucket[part] / scale));
      return length === 0 ? '' : paints[part](MARKS[part].repeat(length));
    })
    .join('');
}
