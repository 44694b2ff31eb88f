const SIZES = ['micro', 'small', 'medium', 'large', 'xlarge'];

const CLASS = /^db\.(?<family>[a-z]+)[a-z0-9]*\.(?:(?<times>\d+)xlarge|(?<size>[a-z]+))$/;

/**
 * Whether a class is weaker than another one: smaller, or burstable where the other is not.
 *
 * `undefined` when one of them has no size, as `db.serverless` has none.
 */
export function isWeaker(one: string, other: string): boolean | undefined {
  if (one === other) {
    return false;
  }
  const [a, b] = [parse(one), parse(other)];
  return a === undefined || b === undefined ? undefined : a.size < b.size || (a.burstable && !b.burstable);
}

function parse(name: string): { readonly size: number; readonly burstable: boolean } | undefined {
  const { family, times, size } = CLASS.exec(name)?.groups ?? {};
  if (family === undefined) {
    return undefined;
  }
  const rank = times === undefined ? SIZES.indexOf(size ?? '') : SIZES.length - 1 + Math.log2(Number(times));
  return rank < 0 ? undefined : { size: rank, burstable: family === 't' };
}
