import { z } from 'zod';
import type { DatabaseConfig } from '../site-config';
import { INSTANCE_FAMILIES, isInstanceClass } from '../tables/instance-classes';
import { weeklyWindow } from './capacity';
import { choice, list, number, text } from './fields';
import { reason, stableName } from './texts';
import { zoneName } from './regions';

const instanceClass = text({
  must: `must be an instance class of Aurora without db.: ${[...INSTANCE_FAMILIES.keys()].join(', ')} in a size they have`,
  hint: "use a class such as 'r8g.large'",
  code: 'InstanceClassInvalid',
  test: isInstanceClass,
  suggest: (value) => value.replace(/^db\./, ''),
});

/** Names PostgreSQL or MySQL keep for themselves. */
const RESERVED_DATABASES = [
  'postgres',
  'template0',
  'template1',
  'rdsadmin',
  'mysql',
  'sys',
  'information_schema',
  'performance_schema',
  'default',
  'database',
  'user',
  'table',
];

const databaseName = text({
  must: 'must be a letter, then letters, digits or underscores, at most 63 in all, and no name the engine reserves',
  hint: "use a name such as 'site'",
  code: 'DatabaseNameInvalid',
  test: (value) => /^[A-Za-z]\w{0,62}$/.test(value) && !RESERVED_DATABASES.includes(value.toLowerCase()),
});

/** `database`. */
export const database: z.ZodType<DatabaseConfig> = z.strictObject({
  engine: choice(['aurora-postgresql', 'aurora-mysql']).optional(),
  engineVersion: text({
    must: 'must be an engine version as text',
    hint: "use a version such as '17.7', in quotes",
    code: 'EngineVersionUnknown',
    test: (value) => value.length <= 60,
  }).optional(),
  instanceType: instanceClass.optional(),
  // An Aurora cluster has one writer and up to 15 readers.
  readers: list(
    z.strictObject({
      name: stableName(),
      instanceType: instanceClass.optional(),
      promotionTier: number({ min: 0, max: 15 }).optional(),
      availabilityZone: zoneName().optional(),
    }),
    { max: 15 },
  ).optional(),
  databaseName: databaseName.optional(),
  // A password written here by mistake must not show up in a build log.
  secret: choice(['managed', 'generated'], { withhold: true }).optional(),
  failover: z
    .strictObject({
      writer: choice(['act', 'dry-run']).optional(),
      drill: z
        .strictObject({ window: weeklyWindow, production: z.strictObject({ reason: reason() }).optional() })
        .optional(),
    })
    .optional(),
});
