import { loadAssembly, type TemplateModel } from '../../../lib/template';
import { createVerifier } from '../../../lib/verify';
import { editModel, flipsOf, rulesOf } from '../../../lib/verify/flips';
import { runPolicy, type ProofResult } from '../../../lib/verify/policy';
import { assemblyDirectory, REFERENCE_SITES, type ReferenceSite } from '../../support/synth-sites';
import { SITE_POLICIES } from '.';
import { requireMatrix } from './common-rules';

/** Requirements that the policies are about; partners and administrators are not of every site. */
const REQUIREMENTS: Readonly<Record<ReferenceSite, readonly string[]>> = {
  'ticket-agency': ['U6', 'U8', 'U9', 'U10', 'U19', 'C3', 'E5'],
  'safety-confirmation': ['U6', 'U8', 'U10', 'C3', 'E5'],
  starter: ['U6', 'U8', 'U10', 'C3'],
};

const models = new Map<ReferenceSite, TemplateModel>();

function modelOf(site: ReferenceSite): TemplateModel {
  const found = models.get(site) ?? loadAssembly(assemblyDirectory(site));
  models.set(site, found);
  return found;
}

function prove(site: ReferenceSite, model: TemplateModel, rules?: readonly string[]): readonly ProofResult[] {
  const policy = SITE_POLICIES[site];
  return runPolicy(createVerifier(model), {
    ...policy,
    rules: policy.rules.filter(({ id }) => rules?.includes(id) !== false),
  });
}

function failing(results: readonly ProofResult[]): readonly string[] {
  return results
    .filter(({ holds }) => !holds)
    .map(({ rule, from, to, services, verdict }) => `${rule}: ${from} > ${to} ${services.join()} ${verdict.verdict}`);
}

/** Every ordered pair of segments; who is known by name alone is the internet, as far as packets go. */
function orderedPairs(site: ReferenceSite): readonly string[] {
  const { segments } = requireMatrix(site);
  const places = [...segments].map(([name, { members }]) => ({
    name,
    place: members.kind === 'name' ? 'internet' : members.kind === 'internet' ? members.kind : name,
  }));
  return places.flatMap((from) =>
    places.flatMap((to) => (from.place === to.place ? [] : [`${from.name} > ${to.name}`])),
  );
}

describe.each(REFERENCE_SITES)('%s', (site) => {
  test('keeps every rule of its policy', () => {
    const results = prove(site, modelOf(site));
    expect(failing(results)).toEqual([]);
    const pairs = new Set(
      results.filter(({ rule }) => rule === 'segregation').map(({ from, to }) => `${from} > ${to}`),
    );
    expect(pairs).toEqual(new Set(orderedPairs(site)));
  });

  test('has rules for the requirements that its network answers', () => {
    const named = SITE_POLICIES[site].rules.flatMap(({ why }) =>
      typeof why === 'string' ? (why.split(':')[0] ?? '').split(' ') : [],
    );
    expect(REQUIREMENTS[site].filter((id) => !named.includes(id))).toEqual([]);
  });
});

/** One rule of the templates broken, and what of the policy shows it. */
const PLANTS: readonly {
  readonly site: ReferenceSite;
  readonly what: string;
  readonly flip: string;
  readonly ask: string;
  readonly refuted: string;
}[] = [
  {
    site: 'starter',
    what: 'the entry load balancer faces the internet',
    flip: 'WebLoadBalancer*#Scheme: turn internet-facing',
    ask: 'no-direct-way-in',
    refuted: 'no-direct-way-in: internet > ',
  },
  {
    site: 'ticket-agency',
    what: 'the probes may send anywhere',
    flip: 'VpcSecurityGroupsProbe*#SecurityGroupEgress[0]: remove',
    ask: 'segregation',
    refuted: 'segregation: ops > internet',
  },
  {
    site: 'ticket-agency',
    what: 'anybody may call the app load balancer',
    flip: 'VpcSecurityGroupsWebToAppLoadBalancerIngress*: peer-any',
    ask: 'segregation',
    refuted: 'segregation: app > balancer',
  },
  {
    site: 'ticket-agency',
    what: 'the app tier may not send to the database',
    flip: 'VpcSecurityGroupsAppToDatabaseEgress*: remove',
    ask: 'segregation',
    refuted: 'segregation: app > data',
  },
  {
    site: 'ticket-agency',
    what: 'answers do not go back through the firewall',
    flip: 'VpcRoutesBarrierEgressApNortheast1aReturnToInternal*: internet-gateway',
    ask: 'symmetric',
    refuted: 'symmetric: * > *',
  },
];

describe('a policy is refuted when', () => {
  test.each(PLANTS)('$what', ({ site, flip, ask, refuted }) => {
    const model = modelOf(site);
    const [before = '', after = ''] = flip.split('*');
    const found = rulesOf(model)
      .flatMap(flipsOf)
      .filter(({ id }) => id.includes(`/${before}`) && id.endsWith(after));
    expect(found).toHaveLength(1);
    const results = failing(prove(site, editModel(model, found[0]?.edits ?? []), [ask]));
    expect(results.some((text) => text.startsWith(refuted))).toBe(true);
  });
});

test('a segment that names nobody is an error', () => {
  const policy = SITE_POLICIES.starter;
  const segments = { ...policy.segments, data: 'tag:Name=elsewhere-*' };
  expect(() => runPolicy(createVerifier(modelOf('starter')), { ...policy, segments })).toThrow(
    /must name somebody of these templates, got '?data'?.+\[PolicySelectorEmpty\]/,
  );
});
