import type { Level, Reach } from '../../verify';
import { renderCsv, type CsvColumn } from '../csv';
import { nameIn } from './catalogue';
import { placeText, whereaboutsOf, type Whereabouts } from './explain';
import { fill } from './language';
import type { RenderOptions } from './options';
import { indented, tableLines, type Layout } from './text/lines';
import { paintOf } from './text/paint';
import { wordsOf } from './words';

/** Everything that some parties get to. */
export interface ExposureReport {
  readonly level: Level;
  readonly senders: readonly { readonly from: string; readonly reaches: readonly Reach[] }[];
}

/** How the report is shown on a terminal. */
export interface ExposureOptions extends RenderOptions {
  readonly colours?: boolean;
  readonly width?: number;
}

/** What one sender gets to, its interfaces in all subnets together. */
interface Row {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly subnets: readonly string[];
  readonly surely: readonly string[];
  readonly perhaps: readonly string[];
  readonly at: Whereabouts;
}

/** A table for each sender. */
export function renderExposure(report: ExposureReport, options: ExposureOptions): string {
  const { language, colours = false, width = 100 } = options;
  const layout: Layout = { language, width, paint: paintOf(colours) };
  const words = wordsOf(language);
  const lines = report.senders.flatMap((sender) => {
    const title = fill(words.exposureOf, { from: nameIn(sender.from, language), level: report.level });
    const rows = rowsOf(sender, options);
    const body =
      rows.length === 0
        ? indented(words.nothing, layout, 2)
        : rows.flatMap(({ to, kind, subnets, surely, perhaps, at }) => [
            ...indented(`${nameIn(to, language)}  ${kind}${placeOf(at)}`, layout, 2, 2).map(layout.paint.strong),
            ...tableLines(
              [
                ...(surely.length === 0 ? [] : [[words.surely, surely.join(' ')]]),
                ...(perhaps.length === 0 ? [] : [[words.perhaps, perhaps.join(' ')]]),
                ...(subnets.length === 0 ? [] : [[words.subnets, subnets.join(' ')]]),
              ],
              layout,
              4,
            ),
          ]);
    return [layout.paint.strong(title), ...body, ''];
  });
  return `${lines.join('\n')}\n`;
}

/** The same as CSV, one line for each thing that is reached. */
export function renderExposureCsv(report: ExposureReport, options: RenderOptions): string {
  const columns: readonly CsvColumn<Row>[] = [
    { header: 'from', cell: ({ from }) => nameIn(from, options.language) },
    { header: 'to', cell: ({ to }) => nameIn(to, options.language) },
    { header: 'kind', cell: ({ kind }) => kind },
    { header: 'surely', cell: ({ surely }) => surely.join(' ') },
    { header: 'perhaps', cell: ({ perhaps }) => perhaps.join(' ') },
    { header: 'subnets', cell: ({ subnets }) => subnets.join(' ') },
    { header: 'place', cell: ({ at }) => placeText(at) },
  ];
  return renderCsv(
    columns,
    report.senders.flatMap((sender) => rowsOf(sender, options)),
  );
}

/** The same as JSON. */
export function renderExposureJson(report: ExposureReport, options: RenderOptions): string {
  const document = {
    level: report.level,
    senders: report.senders.map((sender) => ({
      from: sender.from,
      reaches: rowsOf(sender, options).map(({ from: _, ...row }) => row),
    })),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function rowsOf(sender: ExposureReport['senders'][number], options: RenderOptions): readonly Row[] {
  const owners = new Map<string, Row>();
  for (const { to, may, some } of sender.reaches) {
    const origin = 'interface' in to ? to.interface.origin : 'origin' in to ? to.origin : originOf(to);
    const subnet = to.kind === 'interface' ? [to.interface.subnet.origin.label] : [];
    const before = owners.get(origin.id);
    owners.set(origin.id, {
      from: sender.from,
      to: origin.label,
      kind: to.kind === 'interface' ? to.interface.kind : to.kind,
      subnets: [...(before?.subnets ?? []), ...subnet],
      surely: union(before?.surely ?? [], some),
      perhaps: union(before?.perhaps ?? [], may),
      at: whereaboutsOf(origin, options),
    });
  }
  return [...owners.values()]
    .map((row) => ({ ...row, perhaps: row.perhaps.filter((service) => !row.surely.includes(service)) }))
    .sort((a, b) => (a.to < b.to ? -1 : a.to > b.to ? 1 : 0));
}

function originOf(to: Reach['to']) {
  return to.kind === 'site'
    ? to.site.origin
    : to.kind === 'service'
      ? to.service.origin
      : { id: to.id, label: to.label };
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])];
}

function placeOf(at: Whereabouts): string {
  const place = placeText(at);
  return place === undefined ? '' : `  ${place}`;
}
