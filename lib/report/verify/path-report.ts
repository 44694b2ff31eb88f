import type { ControlPlaneWay, Path, Verdict } from '../../verify';
import { nameIn, translate } from './catalogue';
import { explain, explainPath, whereaboutsOf, whereIn } from './explain';
import { connectionOf } from './json/document';
import type { RenderOptions } from './options';
import { explanationLines, indented, whereText, type Layout } from './text/lines';
import { paintOf } from './text/paint';
import { wordsOf, type Words } from './words';

/** Whether a service gets from some parties to others, and why. */
export interface PathReport {
  /** As they were asked for. */
  readonly from: string;
  readonly to: string;
  readonly service: string;
  /** Every pair of parties. */
  readonly paths: readonly Path[];
  /** Whether it gets there through proxies, when not every pair is joined directly. */
  readonly chain?: Verdict;
  readonly controlPlane: readonly ControlPlaneWay[];
}

/** How the report is shown on a terminal. */
export interface PathOptions extends RenderOptions {
  readonly colours?: boolean;
  readonly width?: number;
}

const ORDER = ['no', 'unknown', 'yes'] as const;

/** What becomes of all pairs together. */
export function worksOf({ paths }: PathReport): Path['works'] {
  return ORDER.find((works) => paths.some((path) => path.works === works)) ?? 'no';
}

/** Each pair with its answer, and one way of each answer with everything on it. */
export function renderPath(report: PathReport, options: PathOptions): string {
  const { language, colours = false, width = 100 } = options;
  const layout: Layout = { language, width, paint: paintOf(colours) };
  const words = wordsOf(language);
  const { from, to, service, paths, chain, controlPlane } = report;
  const lines = [
    layout.paint.strong(`${from} → ${to}  ${service}`),
    ...(paths.length > 1 ? pairLines(paths, layout, words) : []),
    ...ORDER.flatMap((works) => {
      const path = paths.find((each) => each.works === works);
      return path === undefined ? [] : ['', ...pathLines(path, layout, words, options)];
    }),
    ...(chain?.verdict === 'REFUTED'
      ? [
          '',
          layout.paint.strong(words.throughProxies),
          ...explanationLines({ blocks: explain({ ...chain, rules: [] }, language, options).blocks }, layout, 2),
        ]
      : []),
    ...controlPlaneLines(controlPlane, layout, words, options),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same as JSON. */
export function renderPathJson(report: PathReport, options: RenderOptions): string {
  const { from, to, service, paths, chain, controlPlane } = report;
  const document = {
    from,
    to,
    service,
    works: worksOf(report),
    pairs: paths.map((path) => ({
      works: path.works,
      ...connectionOf(path, options),
      blocking: explainPath(path, options.language, options).blocks.flatMap((block) =>
        block.kind === 'list' ? block.items.map(({ text, at }) => ({ says: text, at })) : [],
      ),
    })),
    ...(chain?.witness === undefined || chain.verdict !== 'REFUTED'
      ? {}
      : {
          throughProxies: [...(chain.witness.before ?? []), chain.witness].map((each) => connectionOf(each, options)),
        }),
    controlPlane: controlPlane.map((way) => ({
      way: way.way,
      to: way.to,
      says: translate(way.says, options.language),
      at: whereaboutsOf(way.origin, options),
    })),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function pairLines(paths: readonly Path[], layout: Layout, words: Words): readonly string[] {
  return paths.flatMap(({ from, to, works }) => {
    const mark = { yes: '✓', no: '✗', unknown: '?' }[works];
    const names = `${nameIn(from.label, layout.language)} → ${nameIn(to.label, layout.language)}`;
    return indented(`${mark} ${names}${words.colon}${headline(works, words)}`, layout, 2, 2);
  });
}

function pathLines(path: Path, layout: Layout, words: Words, options: PathOptions): readonly string[] {
  const { paint, language } = layout;
  const colour = { yes: paint.good, no: paint.bad, unknown: paint.unsure }[path.works];
  const names = `${nameIn(path.from.label, language)} → ${nameIn(path.to.label, language)}`;
  const { blocks } = explainPath(path, language, options);
  return [
    ...indented(`${headline(path.works, words)}${words.colon}${names}`, layout, 0, 2).map(colour),
    ...explanationLines({ blocks }, layout, 2),
  ];
}

function headline(works: Path['works'], words: Words): string {
  return { yes: words.works, no: words.worksNot, unknown: words.worksUnknown }[works];
}

function controlPlaneLines(
  ways: readonly ControlPlaneWay[],
  layout: Layout,
  words: Words,
  options: PathOptions,
): readonly string[] {
  const unique = new Map(ways.map((way) => [`${way.way} ${way.origin.id}`, way]));
  const lines = [...unique.values()].flatMap(({ way, says, origin }) => [
    ...indented(`- ${way}: ${translate(says, layout.language)}`, layout, 2, 2),
    ...indented(whereText(whereIn(origin, layout.language, options)), layout, 4),
  ]);
  return lines.length === 0 ? [] : ['', words.controlPlane, ...lines];
}
