const GIB = 1024 ** 3;

/** Memory per virtual processor, by the first letter of the class; t classes have their own table. */
const GIB_PER_VCPU: Readonly<Record<string, number>> = { r: 8, x: 16, m: 4, c: 2 };

/** Virtual processors of a size. */
const VCPUS: Readonly<Record<string, number>> = { medium: 1, large: 2, xlarge: 4 };

/** Memory of burstable classes, by size. */
const BURSTABLE_GIB: Readonly<Record<string, number>> = { small: 2, medium: 4, large: 8 };

/** Memory assumed for a class that is not known: the smallest that Aurora runs on. */
const UNKNOWN_CLASS_GIB = 2;

/**
 * Memory of an instance class, in bytes.
 *
 * @param instanceType class without `db.`, for example `r8g.large`
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.DBInstanceClass.Summary.html read 2026-11-25
 */
export function instanceMemoryBytes(instanceType: string): number {
  const [family = '', size = ''] = instanceType.split('.');
  const letter = family.charAt(0);
  const gib = letter === 't' ? BURSTABLE_GIB[size] : (GIB_PER_VCPU[letter] ?? NaN) * vcpus(size);
  return (gib === undefined || Number.isNaN(gib) ? UNKNOWN_CLASS_GIB : gib) * GIB;
}

/**
 * Connections the default parameter group of an engine allows, by the formula of that group.
 *
 * The formula takes the memory left to the engine: nine tenths of the class, of small burstable ones three quarters.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Managing.html read 2026-11-25
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Performance.html read 2026-11-25
 */
export function maxConnections(engine: 'aurora-postgresql' | 'aurora-mysql', instanceType: string): number {
  const memory = (instanceType.startsWith('t') ? 0.75 : 0.9) * instanceMemoryBytes(instanceType);
  if (engine === 'aurora-postgresql') {
    return Math.floor(Math.min(5000, memory / 9_531_392));
  }
  const small = Math.log2(memory / 805_306_368) * 45;
  const large = Math.log2(memory / 8_187_281_408) * 1000;
  return Math.floor(Math.min(16_000, Math.max(small, large)));
}

function vcpus(size: string): number {
  const multiple = /^(\d+)xlarge$/.exec(size)?.[1];
  return multiple === undefined ? (VCPUS[size] ?? NaN) : 4 * Number(multiple);
}
