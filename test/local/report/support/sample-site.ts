import { renderLedgerJson, type LedgerRow } from '../../../../lib/report';
import { buildModel } from '../../../../lib/template';
import type { JudgedSite } from '../../../../lib/local/report';

/** Type by logical id. */
type Resources = Readonly<Record<string, string>>;

/** Rules that evaluated a resource, each as `<pack> <rule>`, with its outcome unless it is compliance, by its logical id. */
type Rules = Readonly<Record<string, readonly string[]>>;

/** A synthesized site of one stack. */
export function sampleSite(site: string, resources: Resources, rules: Rules, validated = true): JudgedSite {
  const stack = `${site}-stack`;
  const template = {
    Resources: Object.fromEntries(Object.entries(resources).map(([id, Type]) => [id, { Type, Properties: {} }])),
  };
  const model = buildModel({
    directory: site,
    missingContext: [],
    stacks: [
      {
        name: stack,
        constructPath: stack,
        region: 'ap-northeast-1',
        account: undefined,
        templateFile: `${stack}.template.json`,
        template,
        tags: {},
        constructPaths: {},
      },
    ],
  });
  const packs = ['CloudFormation-Validate', 'AwsSolutions', 'NIST.800.53.R5', 'Honmaru', 'Annotation'];
  const ledger = renderLedgerJson({
    packs: packs.map((name) => ({ name, stacks: validated || name !== 'CloudFormation-Validate' ? [stack] : [] })),
    acknowledgements: [],
    rows: Object.entries(rules).flatMap(([resource, names]) =>
      names.map((name): LedgerRow => {
        const [pack = '', rule = '', ...words] = name.split(' ');
        const outcome = words.join(' ') || 'Compliant';
        return {
          pack,
          rule,
          stack,
          resource,
          resourceType: resources[resource] ?? '',
          constructPath: `${stack}/${resource}`,
          outcome: outcome as LedgerRow['outcome'],
        };
      }),
    ),
  });
  return { site, model, ledger };
}
