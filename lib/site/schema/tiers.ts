import path from 'node:path';
import { z } from 'zod';
import type { TierConfig } from '../site-config';
import { MAX_INSTANCES } from '../derive/derive-tier';
import { rps } from './capacity';
import { list, number, text } from './fields';
import { urlPath } from './texts';

/** Sizes of EC2 instances. */
const SIZE = /^(?:nano|micro|small|medium|large|\d{0,2}xlarge|metal(?:-\d{1,2}xl)?)$/;

/** Families of 64-bit ARM have a `g` right after the generation: `m7g`, `c7gn`, `r8gd`, `t4g`. */
const ARM_FAMILY = /^[a-z]+\d+g[a-z]*$/;

const instanceType = text({
  must: 'must be an instance type with a 64-bit ARM processor',
  hint: "use a type such as 'm7g.large'",
  code: 'InstanceTypeInvalid',
  test: (value) => {
    const [family = '', size = '', ...more] = value.split('.');
    return more.length === 0 && ARM_FAMILY.test(family) && SIZE.test(size);
  },
  suggest: armType,
});

/** ARM type of about the same size: `m7i.large` and `m6a.large` become `m7g.large`. */
function armType(value: string): string | undefined {
  const [, letter, size] = /^([cmrt])\d+[a-z]*\.(\w+)$/.exec(value) ?? [];
  if (letter === undefined || size === undefined) {
    return undefined;
  }
  return `${letter === 't' ? 't4g' : `${letter}7g`}.${size}`;
}

const release = z.strictObject({
  directory: text({
    must: 'must be an absolute path',
    hint: "build it from __dirname, for example path.join(__dirname, 'release')",
    code: 'PathNotAbsolute',
    test: (value) => path.posix.isAbsolute(value) || /^[A-Za-z]:[\\/]/.test(value),
  }),
  start: text({
    must: 'must be the name or the absolute path of a command and its arguments, without shell syntax, at most 500 characters',
    hint: "use a command such as 'node server.mjs' or '/opt/site/run'; put anything else into a script of the release",
    code: 'StartCommandInvalid',
    // It ends up in a unit file of systemd, which takes no relative path and gives quotes, $, % and \ a meaning.
    test: (value) =>
      value.length <= 500 && /^(?:\/[\w.@,+-]+(?:\/[\w.@,+-]+)*|\w[\w.+-]*)(?: [\w./:=@,+-]+)*$/.test(value),
  }),
  packages: list(
    text({
      must: 'must be the name of an Amazon Linux package',
      hint: "use a name such as 'nodejs22'",
      code: 'PackageInvalid',
      test: (value) => value.length <= 100 && /^[A-Za-z0-9][\w.+-]*$/.test(value),
    }),
    { max: 50 },
  ).optional(),
});

/** Ranges of a load balancer's health check. @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
const healthCheck = z.strictObject({
  path: urlPath('/health').optional(),
  intervalSeconds: number({ min: 5, max: 300, time: 'seconds' }).optional(),
  timeoutSeconds: number({ min: 2, max: 120, time: 'seconds' }).optional(),
  unhealthyThreshold: number({ min: 2, max: 10 }).optional(),
  healthyThreshold: number({ min: 2, max: 10 }).optional(),
});

/** One of `tiers`. */
export const tier: z.ZodType<TierConfig> = z.strictObject({
  release,
  rpsPerInstance: rps('measure the requests per second one instance carries at its target utilisation'),
  instanceType: instanceType.optional(),
  minInstances: number({ min: 1, max: MAX_INSTANCES }).optional(),
  maxInstances: number({ min: 1, max: MAX_INSTANCES }).optional(),
  image: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('latest') }),
      z.strictObject({
        kind: z.literal('pinned'),
        imageId: text({
          must: "must be the id of an image, 'ami-' and 8 or 17 hexadecimal digits",
          hint: "use an id such as 'ami-0123456789abcdef0'",
          code: 'ImageIdInvalid',
          test: (value) => /^ami-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(value),
        }),
      }),
    ])
    .optional(),
  warmPool: z.strictObject({ minSize: number({ min: 1, max: MAX_INSTANCES }) }).optional(),
  bootSeconds: number({
    min: 30,
    max: 900,
    time: 'seconds',
    hint: 'measure the time from launch to serving; a shorter grace would replace instances that still boot',
  }).optional(),
  healthCheck: healthCheck.optional(),
});
