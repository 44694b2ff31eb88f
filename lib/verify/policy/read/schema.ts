import { z } from 'zod';
import type { Policy, PolicyRule, Selector } from '../types';

const name = z.string().min(1);

/** What a selector looks like. */
export const selector: z.ZodType<Selector> = z
  .lazy(() =>
    z.union([
      z.string().min(1),
      z.array(selector).min(1),
      z.strictObject({ all: z.array(selector).min(1) }),
      z.strictObject({ but: selector, not: selector }),
    ]),
  )
  .meta({
    id: 'Selector',
    description: "A segment's name, a word such as 'internet' or 'id:Web*', a list, {all} or {but, not}",
  });

const services = z
  .array(z.string().min(1))
  .meta({ description: 'tcp/443, tcp/1024-65535, udp/53, tcp, udp, icmp, icmpv6, protocol/50 or any' });
const level = z
  .enum(['direct', 'via-proxies', 'via-compute'])
  .meta({ description: 'How far a question follows what happens behind a connection' });
const relation = z
  .enum(['delivers', 'session'])
  .meta({ description: 'Whether the packet alone counts, or that it is answered too' });

const base = {
  id: z.string().min(1).meta({ description: "Stable name, part of every finding's fingerprint" }),
  why: z
    .union([z.string().min(1), z.strictObject({ en: name, ja: name })])
    .optional()
    .meta({ description: 'Why it must hold, for whoever reads a finding' }),
  severity: z.enum(['error', 'warning']).optional(),
  accept: z
    .array(z.string().min(1))
    .optional()
    .meta({ description: 'Defaults of parameters accepted as given: <stack>/<parameter>=<value>' }),
};

/** Rules by their kind. */
export const RULE_SHAPES = {
  isolate: z.strictObject({
    ...base,
    kind: z.literal('isolate').meta({ description: 'Nothing gets through' }),
    from: selector,
    to: selector,
    services: services.min(1).optional(),
    level: level.optional(),
    relation: relation.optional(),
  }),
  'isolate-pairwise': z.strictObject({
    ...base,
    kind: z.literal('isolate-pairwise').meta({ description: 'None of them gets to another of them' }),
    among: z.array(selector).min(2),
    services: services.min(1).optional(),
    level: level.optional(),
  }),
  reach: z.strictObject({
    ...base,
    kind: z.literal('reach').meta({ description: 'Everyone gets to everyone, and is answered' }),
    from: selector,
    to: selector,
    services: services.min(1),
    level: level.optional(),
    relation: relation.optional(),
  }),
  'reach-only': z.strictObject({
    ...base,
    kind: z.literal('reach-only').meta({ description: 'Nothing but these services gets through' }),
    from: selector,
    to: selector,
    services,
    level: level.optional(),
  }),
  'no-egress': z.strictObject({
    ...base,
    kind: z.literal('no-egress').meta({ description: 'Nothing leaves for the internet, other accounts or sites' }),
    from: selector,
    except: selector.optional(),
    tolerate: z.array(z.literal('dns')).optional(),
  }),
  'pass-through': z.strictObject({
    ...base,
    kind: z.literal('pass-through').meta({ description: 'Whoever gets from one to the other passes one of these' }),
    from: selector,
    to: selector,
    through: selector,
    services: services.min(1).optional(),
    level: level.optional(),
  }),
  symmetric: z.strictObject({
    ...base,
    kind: z.literal('symmetric').meta({ description: 'Answers cross the same firewall endpoints as packets' }),
  }),
  matrix: z.strictObject({
    ...base,
    kind: z.literal('matrix').meta({ description: 'Exactly these services get from each segment to each other one' }),
    segments: z.array(name).min(2),
    cells: z.record(z.string(), services).meta({ description: "Services by '<from> > <to>'" }),
    level: level.optional(),
  }),
} satisfies { [K in PolicyRule['kind']]: z.ZodType<Extract<PolicyRule, { kind: K }>> };

export const RULE_KINDS = Object.keys(RULE_SHAPES) as readonly PolicyRule['kind'][];

const site = z.strictObject({
  customerGateway: name.meta({ description: 'Logical id or construct path of its customer gateway' }),
  name: name.optional(),
  prefixes: z.array(name).optional().meta({ description: 'Blocks of addresses that it uses and advertises' }),
  relaysTo: z.array(name).optional().meta({ description: 'Sites to which it passes packets on; [] for none' }),
});

/** What a policy looks like. */
export const POLICY_SHAPE = z.strictObject({
  name,
  segments: z.record(z.string(), selector).optional().meta({ description: 'Names for parties' }),
  sites: z.array(site).optional(),
  rules: z
    .array(
      z.discriminatedUnion('kind', [
        RULE_SHAPES.isolate,
        RULE_SHAPES['isolate-pairwise'],
        RULE_SHAPES.reach,
        RULE_SHAPES['reach-only'],
        RULE_SHAPES['no-egress'],
        RULE_SHAPES['pass-through'],
        RULE_SHAPES.symmetric,
        RULE_SHAPES.matrix,
      ]),
    )
    .min(1),
}) satisfies z.ZodType<Policy>;

export const SITE_FIELDS: readonly string[] = Object.keys(site.shape);

/** JSON Schema of policies, by which editors complete them: `# yaml-language-server: $schema=…`. */
export function policySchema(): Readonly<Record<string, unknown>> {
  return {
    ...z.toJSONSchema(z.looseObject({ $schema: z.string().optional(), ...POLICY_SHAPE.shape }), { target: 'draft-7' }),
    title: 'honmaru policy',
    additionalProperties: false,
  };
}
