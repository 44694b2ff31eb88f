import { z } from 'zod';
import { HonmaruError } from '../../errors';
import type { TemplateModel } from '../../template';
import { byText } from './census';

/** Which judges at synthesis saw a resource type. */
export interface JudgedType {
  /** Whether the CloudFormation validator knows its schema. */
  readonly validator: boolean;
  /** Rules of cdk-nag packs that evaluated such a resource, sorted. */
  readonly nagRules: readonly string[];
  /** Own rules that judged such a resource, sorted. Rules about a whole stack are not counted. */
  readonly ownRules: readonly string[];
  /** Number of such resources by site. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Every type of the synthesized sites. */
export type JudgedTypes = ReadonlyMap<string, JudgedType>;

/** A synthesized site: its templates, and what the judges said of them. */
export interface JudgedSite {
  /** Name of the site. */
  readonly site: string;
  readonly model: TemplateModel;
  /** Text of `compliance-ledger.json`, which lies beside the templates. */
  readonly ledger: string;
}

/** What is read of a ledger. */
const ledgerSchema = z.object({
  format: z.literal('honmaru-compliance-ledger/1'),
  packs: z.array(z.object({ name: z.string(), stacks: z.array(z.string()) })),
  resources: z.array(
    z.object({
      stack: z.string(),
      resource: z.string(),
      outcomes: z.array(z.object({ pack: z.string(), rule: z.string() })),
    }),
  ),
});

/** Judges that are no packs of cdk-nag. */
const VALIDATOR = 'CloudFormation-Validate';
const OWN = 'Honmaru';
const NOT_NAG: ReadonlySet<string> = new Set([VALIDATOR, OWN, 'Annotation']);

/** Types without a schema: whoever wrote the function behind them decides what they take. */
const WITHOUT_SCHEMA = /^(?:Custom::|AWS::CloudFormation::CustomResource$)/;

/**
 * Which judges saw which type, from the templates and what the judges recorded of them.
 *
 * @throws HonmaruError `LedgerUnreadable` when a ledger is of another release, or none
 */
export function judgedTypes(sites: readonly JudgedSite[]): JudgedTypes {
  const found = new Map<
    string,
    { validator: boolean; nag: Set<string>; own: Set<string>; counts: Map<string, number> }
  >();
  for (const { site, model, ledger } of sites) {
    const { packs, resources } = readLedger(site, ledger);
    const rules = new Map(resources.map(({ stack, resource, outcomes }) => [`${stack} ${resource}`, outcomes]));
    const validated = new Set(packs.find(({ name }) => name === VALIDATOR)?.stacks);
    for (const { type, stack, logicalId } of model.resources) {
      const entry = found.get(type) ?? { validator: true, nag: new Set(), own: new Set(), counts: new Map() };
      found.set(type, entry);
      entry.validator = entry.validator && validated.has(stack.constructPath) && !WITHOUT_SCHEMA.test(type);
      entry.counts.set(site, (entry.counts.get(site) ?? 0) + 1);
      for (const { pack, rule } of rules.get(`${stack.name} ${logicalId}`) ?? []) {
        if (pack === OWN) {
          entry.own.add(rule);
        } else if (!NOT_NAG.has(pack)) {
          entry.nag.add(rule.replace(/\[.*$/s, ''));
        }
      }
    }
  }
  return new Map(
    [...found]
      .sort(([a], [b]) => byText(a, b))
      .map(([type, { validator, nag, own, counts }]) => [
        type,
        { validator, nagRules: [...nag].sort(), ownRules: [...own].sort(), counts: Object.fromEntries(counts) },
      ]),
  );
}

function readLedger(site: string, text: string): z.infer<typeof ledgerSchema> {
  try {
    return ledgerSchema.parse(JSON.parse(text));
  } catch (cause) {
    const must = 'must be a compliance ledger of this release';
    const hint = `synthesize ${site} again`;
    throw new HonmaruError([{ path: `${site}/compliance-ledger.json`, must, hint, code: 'LedgerUnreadable' }], {
      cause,
    });
  }
}
