import type { Fields } from './fields';

/** Who sends. */
export interface Clients {
  readonly count: number;
  readonly sources: readonly Source[];
  /** Paths that rate-based rules look at, each with its share; `undefined` when none was declared. */
  readonly paths: readonly { readonly path: string; readonly sharePpm: number }[] | undefined;
}

/** Clients that are alike. */
export interface Source {
  readonly sharePpm: number;
  /** Clients behind one address: 1 at home, hundreds behind the address translation of a mobile carrier. */
  readonly clientsPerAddress: number;
}

const MILLION = 1_000_000;

/** Reads who sends; `undefined` when something of it is wrong, which is reported. */
export function clientsOf(fields: Fields): Clients | undefined {
  const count = fields.required(
    'count',
    fields.whole('count', { least: 1, most: 1_000_000_000 }),
    'write how many clients there are',
  );
  const sources = fields.list('sources')?.map((source) => {
    const sharePpm = source.required('share', ppmOf(source), 'write the share of the clients, for example 0.1');
    const hint = 'write how many clients share one address';
    const behind = source.whole('clientsPerAddress', { least: 1, most: 1_000_000_000 });
    const clientsPerAddress = source.required('clientsPerAddress', behind, hint);
    source.close();
    return sharePpm === undefined || clientsPerAddress === undefined ? undefined : { sharePpm, clientsPerAddress };
  });
  fields.required('sources', sources, 'tell how many clients are behind one address: share and clientsPerAddress');
  const paths = fields.list('paths')?.map((each) => {
    const path = each.required('path', each.text('path'), 'write the path, for example /sale');
    const sharePpm = each.required('share', ppmOf(each), 'write the share of the requests');
    each.close();
    return path === undefined || sharePpm === undefined ? undefined : { path, sharePpm };
  });
  fields.close();
  const found = sources?.flatMap((source) => source ?? []) ?? [];
  const named = paths?.flatMap((path) => path ?? []);
  if (sources !== undefined && found.length === sources.length && sum(found) !== MILLION) {
    fields.report(
      ['sources'],
      'must have shares that make 1 together',
      shareText(sum(found)),
      'correct the shares',
      'SpikeSharesInvalid',
    );
  }
  if (named !== undefined && sum(named) > MILLION) {
    fields.report(
      ['paths'],
      'must have shares that make 1 at most',
      shareText(sum(named)),
      'lower the shares',
      'SpikeSharesInvalid',
    );
  }
  return count === undefined ? undefined : { count, sources: found, paths: named };
}

function ppmOf(fields: Fields): number | undefined {
  const share = fields.fraction('share', { least: 0.000001, most: 1 });
  return share === undefined ? undefined : (share.n * MILLION) / share.d;
}

function sum(list: readonly { readonly sharePpm: number }[]): number {
  return list.reduce((total, { sharePpm }) => total + sharePpm, 0);
}

function shareText(ppm: number): string {
  return String(ppm / MILLION);
}
