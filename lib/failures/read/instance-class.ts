const SIZES = ['micro', 'small', 'medium', 'large', 'xlarge'];

/** How large an instance class is, for comparison: `db.r8g.2xlarge` is larger than `db.r8g.xlarge`. */
export function sizeOf(instanceClass: string | undefined): number {
  const size = instanceClass?.split('.').at(-1) ?? '';
  const [, times] = /^(\d+)xlarge$/.exec(size) ?? [];
  return times === undefined ? SIZES.indexOf(size) : SIZES.length - 1 + Number(times);
}
